// The second script, loaded when something of it is wanted for the first time.

let second = null; // a promise of what the second script gives
let attempts = 0;

/** Its address is that of its version, and its hash is checked where the browser knows how. */
async function load() {
  // Some browsers remember that an address failed: another try has another one.
  const url = `${server}/chat/${LATER.file}${attempts ? `?${attempts}` : ''}`;
  attempts += 1;
  const checked = el('link', { rel: 'modulepreload', href: url, integrity: LATER.integrity, crossorigin: 'anonymous' });
  document.head.append(checked);
  try {
    return (await import(url)).default(lent());
  } finally {
    checked.remove();
  }
}

/** Call a function of the second script. */
async function later(name, ...values) {
  second ??= load();
  let given;
  try {
    given = await second;
  } catch {
    second = null;
    tell(strings.laterFailed);
    return null;
  }
  return given[name](...values);
}
