// The conversation on several devices: what is in the page for it. The rest is loaded on demand.

const saveButton = el('button', { type: 'button', class: 'quiet', hidden: true, onclick: () => later('save') },
  strings.save, hidden(` ${strings.andResume}`));
const codeButton = () => el('button', { type: 'button', class: 'choice', onclick: () => later('enterCode') }, strings.haveCode);

/** Go on with a conversation that was saved; the one of this browser is left. */
function take(saved) {
  epoch += 1;
  own.removeItem(KEY.sent);
  shared.setItem(KEY.token, saved);
  shown = null;
  setBusy(null);
  sync();
}

/** A link that was saved holds its secret after #, which no server receives; it does not stay in the address. */
function openLinkOfPage() {
  const [, secret] = location.hash.match(/^#immersion=([\w-]+)$/) || [];
  if (!secret) return;
  history.replaceState(history.state, '', location.pathname + location.search);
  open();
  later('openLink', secret);
}

/** Say once that another device came in. */
function tellElsewhere(time) {
  if (!time || shared.getItem(KEY.elsewhere) === time) return;
  shared.setItem(KEY.elsewhere, time);
  const day = new Date(time).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' });
  log.append(notice(say('openedElsewhere', { day })),
    el('button', { type: 'button', class: 'choice', onclick: () => later('withdraw') }, strings.withdraw));
}
