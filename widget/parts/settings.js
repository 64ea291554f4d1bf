// What the page sets, and what is fixed.

const TAG = 'immersion-assistant';
const TEXT_LIMIT = 1000;
const COUNTER_FROM = 100;
const REQUEST_TIMEOUT = 20000;
const AUTOMATIC_TRIES = 3;
const MOST_CHOICES = 7;
const FIRST_CHOICES = 5;
const RETRY_AFTER = 15000;

const script = document.currentScript;
const page = window.ImmersionAssistant || {};
const setting = (name) => script?.dataset[name] ?? page[name];
const server = new URL(`${setting('server') || ''}`, script?.src || location.href).origin;
const strings = { ...FRENCH, ...readStrings(setting('strings')) };
if (setting('title')) strings.title = setting('title');
const contact = safeAddress(setting('contact'));

function readStrings(value) {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    console.warn('ImmersionAssistant: data-strings is not JSON');
    return {};
  }
}

/** The address of the adviser, or null: an address that would run code is not one. */
function safeAddress(value) {
  if (!value) return null;
  try {
    return /^(https?|mailto|tel):$/.test(new URL(value, location.href).protocol) ? value : null;
  } catch {
    return null;
  }
}

const say = (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
