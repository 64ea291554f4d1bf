// The launcher, the panel and its field.

const host = el(TAG);
const root = host.attachShadow({ mode: 'open' });
const full = matchMedia('(max-width: 600px), (max-height: 480px)');
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
const counter = el('p', { class: 'counter', id: 'counter', hidden: true });
const input = el('textarea', { id: 'input', rows: '1', placeholder: strings.placeholder, autocomplete: 'off',
  enterkeyhint: 'send', 'aria-describedby': 'counter', oninput: resize, onkeydown: sendOnEnter });
const sendButton = el('button', { type: 'submit', class: 'send', 'aria-label': strings.send }, icon('send'));
const eraseButton = el('button', { type: 'button', class: 'quiet', hidden: true, onclick: askErase }, strings.erase);
const eraseError = el('p', { role: 'alert', class: 'error' });
const eraseNo = el('button', { type: 'button', class: 'choice', onclick: () => eraseDialog.close() }, strings.eraseNo);
const eraseDialog = el('dialog', { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'erase-title',
  'aria-describedby': 'erase-text' },
  el('h2', { id: 'erase-title' }, strings.eraseTitle), el('p', { id: 'erase-text' }, strings.eraseText), eraseError,
  el('div', { class: 'choices' }, eraseNo,
    el('button', { type: 'button', class: 'choice danger', onclick: erase }, strings.eraseYes)));
const panel = el('dialog', { class: 'panel', id: 'panel', 'aria-labelledby': 'title' },
  el('header', {}, heading,
    el('button', { type: 'button', class: 'close', 'aria-label': strings.close, onclick: close }, icon('close'))),
  offline, progress, log, status,
  el('form', { onsubmit: send }, el('label', { for: 'input', class: 'sr' }, strings.input), counter,
    el('div', { class: 'composer' }, input, sendButton)),
  el('footer', {}, contact && contactLink('quiet'), eraseButton));
const launcher = el('button', { type: 'button', class: 'launcher', 'aria-haspopup': 'dialog', onclick: () => open() },
  icon('chat'), el('span', {}, strings.launcher));

function open(withFocus = true) {
  launcher.hidden = true;
  own.setItem(KEY.open, '1');
  show();
  if (withFocus) (touch.matches ? heading : input).focus();
  if (shown === null && !busy) sync();
}

/** Full screen, the panel is modal: the browser keeps the focus inside. Else the page stays usable. */
function show() {
  if (full.matches) panel.showModal();
  else panel.setAttribute('open', ''); // show() would take the focus, even when the page just loaded
  document.documentElement.style.overflow = full.matches ? 'hidden' : '';
  log.scrollTop = log.scrollHeight;
}

function close() {
  if (panel.open) panel.close();
  if (!launcher.hidden) return;
  document.documentElement.style.overflow = '';
  own.removeItem(KEY.open);
  launcher.hidden = false;
  launcher.focus();
}

function send(event) {
  event.preventDefault();
  const text = input.value.trim();
  if (shown === null) sync();
  if (!text || busy || shown === null || [...input.value].length > TEXT_LIMIT) return;
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
  const left = TEXT_LIMIT - [...input.value].length;
  counter.hidden = left > COUNTER_FROM;
  counter.textContent = counter.hidden ? '' : say(left < 0 ? 'tooLong' : 'left', { n: Math.abs(left) });
  counter.classList.toggle('error', left < 0);
  sendButton.setAttribute('aria-disabled', Boolean(busy) || left < 0);
}

/** `words` tell what is waited for; null: nothing. */
function setBusy(words) {
  busy = words;
  panel.classList.toggle('busy', Boolean(words?.trim()));
  tell(words || '');
  resize();
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

function scrollTo(node) {
  log.scrollTop = node.offsetTop - 8;
}

function askErase() {
  eraseError.textContent = '';
  eraseDialog.showModal(); // its first button, which erases nothing, takes the focus
}

const showConnection = () => { offline.textContent = navigator.onLine ? '' : strings.offline; };
const showTheme = () => {
  const theme = setting('theme');
  host.toggleAttribute('dark', theme === 'dark' || (theme !== 'light' && dark.matches));
};
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
panel.addEventListener('close', () => panel.open || close());
full.addEventListener('change', () => {
  if (!panel.open) return;
  const focused = root.activeElement;
  panel.close(); // its event comes later, and finds the panel open again
  show();
  focused?.focus();
});
dark.addEventListener('change', showTheme);
addEventListener('online', showConnection);
addEventListener('offline', showConnection);
addEventListener('pageshow', ({ persisted }) => persisted && shown !== null && sync());
if (window.visualViewport) {
  for (const name of ['resize', 'scroll']) visualViewport.addEventListener(name, followKeyboard);
  followKeyboard();
}
