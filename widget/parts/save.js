// « Enregistrer et reprendre » : the same conversation on another device, by a code or a link.

const when = (time) => new Date(time).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' });

async function save() {
  let saved;
  try {
    saved = await call('POST', '/resume');
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    tell(failure.message);
    return;
  }
  const { code, secret, until } = saved;
  const url = `${location.href.split('#')[0]}#immersion=${secret}`;
  const share = navigator.share && el('button', { type: 'button', class: 'choice',
    onclick: () => navigator.share({ title: strings.title, url }).catch(() => {}) }, words.shareLink); // or closed
  const dialog = box(words.saveTitle,
    el('p', {}, put(words.saveText, { until: when(until) })),
    el('p', {}, words.code, ' ', el('strong', { class: 'code' }, code)),
    el('p', {}, words.secret),
    el('div', { class: 'choices' }, share,
      el('button', { type: 'button', class: 'choice', onclick: () => copy(url) }, words.copyLink),
      el('button', { type: 'button', class: 'choice', onclick: () => withdraw(dialog) }, strings.withdraw)));
}

/** Codes and links are void, the other devices are shut out. */
async function withdraw(dialog) {
  let told = words.withdrawn;
  try {
    await call('DELETE', '/resume');
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    told = failure.message;
  }
  if (dialog) refill(dialog, el('p', { role: 'status' }, told));
  else tell(told);
}

function enterCode() {
  const dialog = box(strings.haveCode, filled([
    el('p', {}, words.codeText),
    field('code', words.code, { required: true, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false' }),
  ], words.openSaved, async ({ code }) => {
    await openSaved({ code });
    dialog.close();
  }));
}

async function openSaved(secret) {
  const answer = await call('POST', '/resume/open', secret);
  take(answer.token);
}

async function openLink(secret) {
  try {
    await openSaved({ secret });
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    box(words.saveTitle, el('p', { role: 'alert' }, failure.message));
  }
}
