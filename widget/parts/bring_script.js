// Where the second script is for a tag: beside the first one, on the server of the assistant.

let attempts = 0;

/** Its address is that of its version, and its hash is checked where the browser knows how. */
async function bring() {
  // Some browsers remember that an address failed: another try has another one.
  const url = `${server}/chat/${LATER.file}${attempts ? `?${attempts}` : ''}`;
  attempts += 1;
  const checked = el('link', { rel: 'modulepreload', href: url, integrity: LATER.integrity, crossorigin: 'anonymous' });
  document.head.append(checked);
  try {
    return await import(url);
  } finally {
    checked.remove();
  }
}
