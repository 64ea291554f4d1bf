// What the page sets, and what is fixed.

const TAG = 'immersion-assistant';
const TEXT_LIMIT = 1000;
const COUNTER_FROM = 100;
const REQUEST_TIMEOUT = 20000;
const AUTOMATIC_TRIES = 3;
const MOST_CHOICES = 7;
const FIRST_CHOICES = 5;
const RETRY_AFTER = 15000;
const LITTLE = 200; // pixels of conversation

const setting = (name) => given[name];
const server = serverOf(setting('server'), setting('source'));
const strings = { ...FRENCH, ...readStrings(setting('strings')) };
if (setting('title')) strings.title = setting('title');
for (const [name, values] of [['theme', ['auto', 'light', 'dark']], ['position', ['left', 'right']]]) {
  if (setting(name) && !values.includes(setting(name))) warn(`"${setting(name)}" (data-${name}) is none of ${values.join(', ')}`);
}
const contact = safeAddress(setting('contact'));

// Everything that the widget hears outside of itself, until it is taken out of the page.
const gone = new AbortController();
const listen = (target, name, listener, options) =>
  target.addEventListener(name, listener, { ...options, signal: gone.signal });

/** The address of the assistant, under which /chat is: the one that is set, or where the script comes from. */
function serverOf(named, source) {
  if (named) {
    try {
      const { protocol, origin, pathname } = new URL(named, location.href);
      if (/^https?:$/.test(protocol)) return origin + pathname.replace(/\/$/, '');
    } catch {
      // Told below.
    }
    warn(`"${named}" (data-server) is not the address of an assistant`);
  }
  const served = source?.match(/^(.*)\/chat\/widget[\w-]*\.js/);
  if (served) return served[1];
  if (!named) warn(`this script does not come from an assistant: set data-server (or "server"). Now: ${location.origin}`);
  return location.origin;
}

function readStrings(value) {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    warn('data-strings is not JSON');
    return {};
  }
}

/** The address of the adviser, or null: an address that would run code is not one. */
function safeAddress(value) {
  if (!value) return null;
  try {
    if (/^(https?|mailto|tel):$/.test(new URL(value, location.href).protocol)) return value;
  } catch {
    // Told below.
  }
  warn(`"${value}" (data-contact) is not an address`);
  return null;
}

const say = (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
