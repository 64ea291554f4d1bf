// Sending, receiving, trying again, finding the conversation again, erasing it.

let busy = false; // a message is on its way, or the history is being read
let stale = false; // another tab said something meanwhile
let epoch = 0; // grows when the conversation is erased: what was under way then is dropped
let shown = null; // the messages of the stored history that are displayed; null until it was read

const fingerprint = ({ from, id, text }) => from + (id ? id.replaceAll('-', '') : text);

/** randomUUID exists on https and localhost only. */
function newId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return crypto.randomUUID?.() ?? bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Send words of the person, a button with its title, or the value of a field with its words. `refused` is told why
 * the value was not taken. Returns false when nothing can be sent now, else a promise: whether it was taken.
 */
function submit(text, payload, given, refused) {
  if (busy || shown === null) return false;
  const message = { id: newId(), text, payload, ...given };
  own.setItem(KEY.sent, JSON.stringify(message));
  const pressed = log.contains(root.activeElement);
  retire('.answer');
  const bubble = userBubble(text);
  log.append(bubble);
  // The pressed button is gone. From the bubble, the next Tab reaches the choices of the reply; who has a mouse types.
  if (pressed) (byMouse ? input : bubble).focus({ preventScroll: true });
  return deliver(message, bubble, refused);
}

async function deliver(message, bubble, refused, tries = 1) {
  const started = epoch;
  let taken = false;
  bubble.querySelector('.failure')?.remove();
  scrollTo(bubble);
  setBusy(strings.typing);
  try {
    if (!token()) {
      const session = await call('POST', '/sessions');
      if (started !== epoch) return false;
      if (!token()) shared.setItem(KEY.token, session.token);
    }
    const { text: words, ...other } = message;
    const body = other.payload || other.field ? other : { id: other.id, text: words };
    const { messages, said, opened_elsewhere: elsewhere } = await call('POST', '/messages', body);
    if (started !== epoch) return false;
    own.removeItem(KEY.sent);
    const { id } = message;
    const text = said ?? words;
    if (said) bubble.lastChild.data = tied(said);
    shown.push({ from: 'user', id, text }, ...messages.map((one) => ({ ...one, from: 'bot' })));
    showReply(messages, id);
    showReplyTo(bubble);
    countUnread(1);
    tellElsewhere(elsewhere);
    report(messages);
    shared.setItem(KEY.tick, id);
    taken = true;
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    if (started === epoch) notDelivered(message, bubble, failure, refused, tries);
  } finally {
    if (started === epoch) setBusy(null);
  }
  if (stale) sync();
  return taken;
}

/** Say why a message did not leave. It keeps its id: sent again, it counts once. */
function notDelivered(message, bubble, { status, message: reason, wait }, refused, tries) {
  const giveBack = () => !message.payload && !message.field && !input.value && write(message.text);
  if (status === 401) {
    bubble.remove();
    giveBack();
    forget();
    expire();
    return;
  }
  const again = () => {
    if (busy || !bubble.isConnected || !bubble.querySelector('.failure')) return;
    const held = bubble.contains(root.activeElement); // nobody is taken away from what she writes
    log.append(bubble);
    if (held) bubble.focus();
    deliver(message, bubble, refused, tries + 1);
  };
  let words = reason;
  let retry = el('button', { type: 'button', class: 'choice', onclick: again }, strings.retry);
  if ([400, 403, 413, 422].includes(status)) {
    own.removeItem(KEY.sent);
    if (refused) {
      bubble.remove();
      refused(reason);
      return;
    }
    retry = giveBack() ?? null;
  } else if (status === 429 && tries < AUTOMATIC_TRIES) {
    words = say('tooFast', { n: wait || 5 });
    retry = setTimeout(again, (wait || 5) * 1000) && null;
  } else if ([0, 502, 503, 504].includes(status) && navigator.onLine && tries < AUTOMATIC_TRIES) {
    setTimeout(again, RETRY_AFTER * tries);
  } else if (status === 0 && !navigator.onLine) {
    words = strings.waitsForNetwork;
    listen(window, 'online', again, { once: true });
  }
  bubble.append(el('div', { class: 'failure' }, el('p', {}, `${strings.notSent} ${words}`), retry));
  scrollTo(bubble);
}

/** Read the stored conversation and show what is not displayed yet. */
async function sync() {
  stale = Boolean(busy);
  if (busy) return;
  const started = epoch;
  if (!token()) {
    restart([]);
    return;
  }
  setBusy(shown === null ? strings.loading : ' ');
  try {
    const { messages, opened_elsewhere: elsewhere } = await call('GET', '/history');
    if (started !== epoch) return;
    const added = messages.slice(shown?.length);
    const same = shown?.every((one, n) => messages[n] && fingerprint(one) === fingerprint(messages[n]));
    if (!same) restart(messages);
    else if (added.length) showNews(added);
    shown = messages;
    tellElsewhere(elsewhere);
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    if (started !== epoch) return;
    if (failure.status === 401) {
      forget();
      restart([]);
      expire();
    } else if (shown === null) {
      const retry = el('button', { type: 'button', class: 'choice', onclick: sync }, strings.retry);
      log.replaceChildren(el('div', { class: 'notice', role: 'alert' }, el('p', {}, strings.historyFailed), retry));
    }
  } finally {
    if (started === epoch) setBusy(null);
  }
}

/** Show a conversation from its beginning, then what this tab was sending when the page was left. */
function restart(messages) {
  shown = messages;
  log.replaceChildren(greeting());
  showHistory(messages);
  findPlace();
  if (!messages.length) log.append(starters());
  const sent = JSON.parse(own.getItem(KEY.sent));
  if (!sent || messages.some((one) => fingerprint(one) === fingerprint({ ...sent, from: 'user' }))) {
    own.removeItem(KEY.sent);
    return;
  }
  retire('.answer');
  const bubble = userBubble(sent.text);
  log.append(bubble);
  setTimeout(() => deliver(sent, bubble));
}

/** Messages of another tab: who reads the end goes on with them, who reads further up is told. */
function showNews(messages) {
  const follows = atEnd();
  const before = new Set(log.children);
  showHistory(messages);
  fresh = [...log.children].find((node) => !before.has(node));
  if (follows) scrollTo(fresh);
  countUnread(1);
  showOnward();
}

/** Messages said before, or in another tab: displayed, not announced. */
function showHistory(messages) {
  log.setAttribute('aria-live', 'off');
  let reply = [];
  let id = null; // of the message that they answer
  for (const message of [...messages, { from: 'user', end: true }]) {
    if (message.from === 'bot') {
      reply.push(message);
      continue;
    }
    if (reply.length) showReply(reply, id);
    reply = [];
    id = message.id;
    if (message.end) break;
    retire('.answer');
    log.append(userBubble(message.text));
  }
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 300);
}

/** The session is over: nothing of it can be answered any more. */
function forget() {
  for (const key of [KEY.sent, KEY.place]) own.removeItem(key);
  for (const key of [KEY.token, KEY.elsewhere]) shared.removeItem(key);
  shown = [];
  retire('.choice');
  showProgress(null);
  eraseButton.hidden = projectButton.hidden = saveButton.hidden = true;
}

function expire() {
  retire('.starters');
  log.append(notice(strings.expired), starters());
  log.scrollTop = log.scrollHeight;
}

async function erase() {
  eraseError.textContent = '';
  try {
    if (token()) await call('DELETE', '/session');
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    if (failure.status !== 401) {
      eraseError.textContent = strings.eraseFailed;
      return;
    }
  }
  epoch += 1;
  shared.removeItem(KEY.tick);
  forget();
  write('');
  setBusy(null);
  restart([]);
  log.prepend(notice(strings.erased));
  eraseDialog.close();
  (touch.matches ? heading : input).focus();
}
