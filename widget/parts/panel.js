// The launcher, the panel and its field.

const host = el(TAG);
const root = host.attachShadow({ mode: 'open' });
// In em of the browser: where the text is large, the panel takes the screen sooner.
const full = matchMedia('(max-width: 37.5em), (max-height: 30em)');
const touch = matchMedia('(pointer: coarse)');
const dark = matchMedia('(prefers-color-scheme: dark)');

const contactLink = (kind) => el('a', { class: kind, href: contact, onclick: () => full.matches && close() }, strings.human);
const heading = el('h2', { id: 'title', tabindex: '-1' }, strings.title);
const offline = el('p', { class: 'offline', role: 'status' });
const meter = el('progress', { 'aria-labelledby': 'steps' });
const steps = el('span', { id: 'steps' });
const progress = el('div', { class: 'progress', hidden: true }, steps, meter);
const log = el('div', { class: 'log', role: 'log', 'aria-live': 'off', 'aria-label': strings.log, tabindex: '0' });
const status = el('p', { class: 'status', role: 'status' });
const badge = el('span', { class: 'badge' });
const outside = el('p', { class: 'sr', role: 'status' }); // what is told while the panel is closed
const listens = window.SpeechRecognition || window.webkitSpeechRecognition;
const mic = listens && el('button', { type: 'button', class: 'mic', 'aria-label': strings.dictate, 'aria-pressed': 'false',
  onclick: () => later('dictate', mic) }, icon('mic'));
const onward = el('button', { type: 'button', class: 'choice onward', hidden: true, onclick: goOnward });
const counter = el('p', { class: 'counter', id: 'counter', hidden: true });
const input = el('textarea', { id: 'input', rows: '1', placeholder: strings.placeholder, autocomplete: 'off',
  enterkeyhint: 'send', dir: 'auto', 'aria-describedby': 'counter', oninput: resize, onkeydown: sendOnEnter });
const sendButton = el('button', { type: 'submit', class: 'send', 'aria-label': strings.send }, icon('send'));
const eraseButton = el('button', { type: 'button', class: 'quiet', hidden: true, onclick: askErase }, strings.erase);
const projectButton = el('button', { type: 'button', class: 'quiet', 'aria-haspopup': 'dialog', hidden: true,
  onclick: () => later('project') }, strings.project);
const eraseError = el('p', { role: 'alert', class: 'error' });
const eraseNo = el('button', { type: 'button', class: 'choice', onclick: () => eraseDialog.close() }, strings.eraseNo);
const eraseDialog = el('dialog', { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'erase-title',
  'aria-describedby': 'erase-text' },
  el('h2', { id: 'erase-title' }, strings.eraseTitle), el('p', { id: 'erase-text' }, strings.eraseText), eraseError,
  el('div', { class: 'choices' }, eraseNo,
    el('button', { type: 'button', class: 'choice danger', onclick: erase }, strings.eraseYes)));
const panel = el('dialog', { class: 'panel', part: 'panel', id: 'panel', 'aria-labelledby': 'title',
  'aria-describedby': 'greeting' },
  el('header', { part: 'header' }, heading, projectButton,
    el('button', { type: 'button', class: 'close', 'aria-label': strings.close, onclick: close }, icon('close'))),
  offline, progress, log, el('div', { class: 'below' }, onward), status,
  el('form', { onsubmit: send }, el('label', { for: 'input', class: 'sr' }, strings.input), counter,
    el('div', { class: 'composer' }, input, mic, sendButton)),
  el('footer', {}, contact && contactLink('quiet'), saveButton, eraseButton));
const launcher = el('button', { type: 'button', class: 'launcher', part: 'launcher', 'aria-haspopup': 'dialog', onclick: () => open() },
  icon('chat'), el('span', {}, strings.launcher), badge);

function open(withFocus = true) {
  launcher.hidden = true;
  own.setItem(KEY.open, '1');
  show();
  if (withFocus) (touch.matches ? heading : input).focus();
  if (shown === null && !busy) sync();
  emit('opened');
}

/** Full screen, the panel is modal: the browser keeps the focus inside. Else the page stays usable. */
function show() {
  if (full.matches) panel.showModal();
  else panel.setAttribute('open', ''); // show() would take the focus, even when the page just loaded
  document.documentElement.style.overflow = full.matches ? 'hidden' : '';
  countUnread(0);
  write(input.value || own.getItem(KEY.draft) || '');
  findPlace();
}

function close() {
  const inside = panel.contains(root.activeElement);
  if (panel.open) panel.close();
  if (!launcher.hidden) return;
  document.documentElement.style.overflow = '';
  own.removeItem(KEY.open);
  launcher.hidden = false;
  if (inside) launcher.focus();
  emit('closed');
}

function send(event) {
  event.preventDefault();
  const text = input.value.trim();
  if (shown === null) sync();
  const over = [...input.value].length - TEXT_LIMIT;
  if (over > 0) tell(say('tooLongToSend', { n: over }));
  if (!text || busy || shown === null || over > 0) return;
  write('');
  submit(text);
}

function sendOnEnter(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
}

function write(text) {
  input.value = text;
  resize();
}

/** Let the field grow with its text, and count near the limit. */
function resize() {
  input.style.height = 'auto';
  input.style.height = `${input.scrollHeight + 2}px`;
  keep(KEY.draft, input.value);
  const left = TEXT_LIMIT - [...input.value].length;
  counter.hidden = left > COUNTER_FROM;
  counter.textContent = counter.hidden ? '' : say(left < 0 ? 'tooLong' : 'left', { n: Math.abs(left) });
  counter.classList.toggle('error', left < 0);
  if (left < 0 && !input.hasAttribute('aria-invalid')) status.replaceChildren(hidden(counter.textContent)); // seen beside
  if (left < 0) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
  sendButton.setAttribute('aria-disabled', Boolean(busy) || left < 0);
}

/** `words` tell what is waited for; null: nothing. */
function setBusy(words) {
  busy = words;
  panel.classList.toggle('busy', Boolean(words?.trim()));
  tell(words || '');
  resize();
  if (!words) queueMicrotask(askNow);
}

function tell(words) {
  status.textContent = words;
}

function showProgress(known) {
  progress.hidden = !known;
  if (!known) return;
  meter.max = known.total;
  meter.value = known.done;
  steps.textContent = say('progress', known);
}

function askErase() {
  eraseError.textContent = '';
  eraseDialog.showModal(); // its first button, which erases nothing, takes the focus
}

const showConnection = () => { offline.textContent = navigator.onLine ? '' : strings.offline; };
/** The on-screen keyboard shrinks what is visible, not the page: follow what is visible. */
const followKeyboard = () => {
  host.style.setProperty('--height', `${visualViewport.height}px`);
  host.style.setProperty('--top', `${visualViewport.offsetTop}px`);
};

let byMouse = false; // how the person pressed last
root.addEventListener('pointerdown', ({ pointerType }) => { byMouse = pointerType === 'mouse'; });
root.addEventListener('keydown', () => { byMouse = false; });
panel.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || eraseDialog.open || event.isComposing) return;
  event.preventDefault();
  close();
});
// The panel may cover what has the focus in the page: the same key uncovers it, and the focus stays there.
listen(document, 'keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented || !panel.open || event.composedPath().includes(host)) return;
  if (!document.querySelector(':modal')) close();
});
panel.addEventListener('close', () => panel.open || close());
listen(full, 'change', () => {
  if (!panel.open) return;
  const focused = root.activeElement;
  panel.close(); // its event comes later, and finds the panel open again
  show();
  focused?.focus();
});
listen(dark, 'change', showTheme);
listen(window, 'online', showConnection);
listen(window, 'offline', showConnection);
listen(window, 'pageshow', ({ persisted }) => persisted && shown !== null && sync());
if (window.visualViewport) {
  for (const name of ['resize', 'scroll']) listen(visualViewport, name, followKeyboard);
  followKeyboard();
}
