// What the browser keeps, and the requests to the assistant.

/** The storage of the browser, or the memory of the page where the browser refuses one. */
function storage(name) {
  try {
    window[name].setItem(TAG, '');
    window[name].removeItem(TAG);
    return window[name];
  } catch {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
  }
}

const shared = storage('localStorage'); // between tabs: the token, and a tick after each turn
const own = storage('sessionStorage'); // of this tab: is the panel open, which message is on its way
const KEY = { token: `${TAG}:${server}`, tick: `${TAG}:${server}:tick`, elsewhere: `${TAG}:${server}:elsewhere`,
  open: `${TAG}:open`, sent: `${TAG}:sent`, place: `${TAG}:place`, draft: `${TAG}:draft` };
const keep = (key, value) => (value ? own.setItem(key, value) : own.removeItem(key));
const token = () => shared.getItem(KEY.token);

/** Call the assistant and read its answer, as JSON or as `read` says. Throws {status, message, wait}: status 0 when no whole answer came. */
async function call(method, path, body, read = 'json') {
  const headers = { Authorization: `Bearer ${token() || ''}` };
  if (body) headers['Content-Type'] = 'application/json';
  const options = { method, headers, credentials: 'omit', cache: 'no-store', body: body && JSON.stringify(body) };
  let response;
  let answer = null;
  try {
    response = await fetch(`${server}/chat${path}`, { ...options, signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
    answer = await response[response.ok ? read : 'json']();
  } catch {
    // No network, no answer in time, or one that cannot be read: told apart below.
  }
  if (response?.ok && answer) return answer;
  if (!answer?.error && navigator.onLine) {
    console.error(`${NAME}: ${response ? `${response.status} instead of an answer` : 'no answer'} from ${server}/chat. `
      + `Is it the address of the assistant (data-server)? Does its CHAT_ALLOWED_ORIGINS name ${window.origin}? `
      + 'Does the policy of this page (connect-src) let it in?');
  }
  throw {
    status: !response || response.ok ? 0 : response.status,
    message: answer?.error?.message || strings.unreachable,
    wait: Number(response?.headers.get('Retry-After')),
  };
}
