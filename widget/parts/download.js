// A file of the dossier: saved, and on a phone given to another application.

async function download({ kind, url, name, title }, button) {
  tell(strings.preparing);
  let file;
  try {
    const content = await call('GET', url.replace(/^\/chat/, ''), null, 'blob');
    file = new File([content], name, { type: content.type });
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    tell(failure.message);
    return;
  }
  store(file);
  emit('dossier', { kind });
  tell(say('saved', { name }));
  if (navigator.canShare?.({ files: [file] })) offerToShare(file, title, button);
}

function store(file) {
  const address = URL.createObjectURL(file);
  el('a', { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** A browser shares only what was asked by a gesture, and making the file took too long for the first one. */
function offerToShare(file, title, button) {
  const share = () => navigator.share({ files: [file], title }).catch(() => {}); // closed without sharing
  button.parentNode.querySelector(`[data-file="${file.name}"]`)?.remove();
  button.after(el('button', { type: 'button', class: 'choice', 'data-file': file.name, onclick: share },
    say('shareFile', { title })));
}
