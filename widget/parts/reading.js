// Where the person is in the conversation: kept, told, and never moved without her.

let unread = 0; // answers that came while the panel was closed
let fresh = null; // the first message that came while she was reading further up

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 32;

/** A result ends, over what is below, in its two actions: nothing lies on them. */
function actionsBelow() {
  const box = log.querySelector('.card:not(.old) .main')?.getBoundingClientRect();
  const { bottom } = log.getBoundingClientRect();
  return Boolean(box) && box.top < bottom && box.bottom > bottom - box.height;
}

/** Say that there is more below, or something new. */
function showOnward() {
  if (atEnd()) fresh = null;
  onward.hidden = atEnd() || actionsBelow();
  onward.textContent = fresh ? strings.newBelow : strings.more;
}

function goOnward() {
  if (fresh) scrollTo(fresh);
  else log.scrollTop += log.clientHeight - 48;
  showOnward();
  if (onward.hidden) log.focus({ preventScroll: true });
}

/** Remember the place as a message and a distance: widths and heights change between two pages. */
function keepPlace() {
  showOnward();
  if (!log.clientHeight) return;
  const nodes = [...log.children];
  const n = nodes.findIndex((node) => node.offsetTop + node.offsetHeight > log.scrollTop);
  keep(KEY.place, atEnd() ? '' : `${n} ${log.scrollTop - nodes[n]?.offsetTop}`);
}

/** Go back to the place that was kept, or to the end; what was never begun is read from its start. */
function findPlace() {
  const [n, distance] = (own.getItem(KEY.place) || '').split(' ').map(Number);
  const node = distance === undefined ? null : log.children[n];
  log.scrollTop = node ? node.offsetTop + distance : shown?.length ? log.scrollHeight : 0;
  showOnward();
}

/** Keep a place for when the panel is shown, or go there now. */
function scrollTo(node) {
  if (!log.clientHeight) own.setItem(KEY.place, `${[...log.children].indexOf(node)} -8`);
  log.scrollTop = node.offsetTop - 8;
}

/** Begin at what the person said, or where little can be seen at the answer itself. */
function showReplyTo(bubble) {
  const little = log.clientHeight > 0 && log.clientHeight < LITTLE;
  scrollTo((little && bubble.nextElementSibling) || bubble);
}

/** Something was said while the panel was closed; 0: everything is read. */
function countUnread(more) {
  unread = more && !launcher.hidden ? unread + more : 0;
  badge.textContent = unread ? say(unread > 1 ? 'unreadMany' : 'unread', { n: unread }) : '';
  outside.textContent = badge.textContent;
}

/** « Utile ? » has its own address: in the conversation a « non » would answer the open question. */
function opinion(id, topic) {
  const press = (useful, title) => el('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false',
    onclick: async ({ currentTarget: pressed }) => {
      try {
        await call('POST', '/opinions', { id, topic, useful });
      } catch (failure) {
        if (failure instanceof Error) throw failure;
        tell(failure.message);
        return;
      }
      for (const one of pressed.parentNode.querySelectorAll('button')) one.setAttribute('aria-pressed', one === pressed);
      tell(strings.opinionKept);
    } }, title, hidden(` : ${strings[useful ? 'useful' : 'useless']}`));
  return el('div', { class: 'opinion', role: 'group', 'aria-label': strings.opinion }, el('span', { 'aria-hidden': 'true' }, strings.opinion),
    press(true, strings.yes), press(false, strings.no));
}

log.addEventListener('scroll', keepPlace, { passive: true });
log.addEventListener('toggle', showOnward, true);
new ResizeObserver(showOnward).observe(log);

listen(window, 'storage', ({ key }) => {
  if (shown === null || ![KEY.token, KEY.tick].includes(key)) return;
  if (token()) {
    sync();
  } else if (key === KEY.token) {
    epoch += 1;
    forget();
    setBusy(null);
    restart([]);
    log.prepend(notice(strings[shared.getItem(KEY.tick) ? 'expired' : 'erased']));
  }
});
