// What a page can do with the widget: window.AssistantImmersion, and the same as a module.

const NAME = 'AssistantImmersion';
const EVENTS = ['opened', 'closed', 'topic', 'verdict', 'dossier', 'handover'];
const events = new EventTarget();
let widget = null;
let common = {}; // what the script tag and the page have set

/** Tell the page that something happened: its kind, never a word of the person. */
const emit = (name, detail = {}) => events.dispatchEvent(new CustomEvent(name, { detail }));

function mounted() {
  api.mount();
  return widget;
}

const api = {
  /** Put the widget into the page; once there, it stays until `destroy`. */
  mount(settings = {}) {
    widget ??= make({ ...common, ...settings });
    widget?.attach();
  },
  /** Take it out with all its listeners; the conversation is kept for the next `mount`. */
  destroy() {
    widget?.destroy();
    widget = null;
  },
  open: () => mounted()?.open(),
  close: () => widget?.close(),
  /** Say something for the person, or with `send: false` write it into the field. */
  ask: (words, { send = true } = {}) => mounted()?.ask(`${words ?? ''}`, send),
  /** Call `listener(detail)` at each event; returns what stops it. */
  on(name, listener) {
    if (!EVENTS.includes(name)) warn(`no event "${name}". Events: ${EVENTS.join(', ')}`);
    const called = ({ detail }) => listener(detail);
    events.addEventListener(name, called);
    return () => events.removeEventListener(name, called);
  },
};

const told = new Set();

/** Say a mistake of the page in its console, once. */
function warn(words) {
  if (!told.has(words)) console.warn(`${NAME}: ${words}`);
  told.add(words);
}

/** Start from a script tag. A page that changes without loading runs it again: one widget, put back if it is gone. */
function publish(script) {
  const page = window[NAME] || {};
  if (page.mount) {
    page.mount();
    return;
  }
  common = { ...page, ...script?.dataset, source: script?.src };
  window[NAME] = Object.assign(page, api);
  api.mount();
}
