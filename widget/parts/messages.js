// Messages and their buttons.

// What such a button asks means the same at any time. The other buttons answer one question: they go away
// once something else was said, because pressed later they would change the plan without a word.
const LASTING = /^\/(faq|capabilities|human|document|recap|check_plan)\b/;

const retire = (selector) => log.querySelectorAll(selector).forEach((node) => node.remove());
const notice = (text) => el('p', { class: 'notice', role: 'alert' }, text);
const userBubble = (text) => el('div', { class: 'message user', part: 'message', tabindex: '-1', dir: 'auto' }, hidden(`${strings.you} `), text);
const botBubble = (...content) => el('div', { class: 'message bot', part: 'message' }, hidden(`${strings.bot} `), ...content);

function greeting() {
  const bubble = botBubble(strings.greeting.map((line) => el('p', {}, line)));
  bubble.id = 'greeting'; // it describes the panel to who opens it
  return bubble;
}

function choice(title, payload, kind = 'answer', more = null) {
  return el('button', { type: 'button', class: `choice ${kind}`, onclick: () => submit(title, payload) }, more || title);
}

function choices(buttons, kind) {
  if (!buttons?.length) return null;
  const named = buttons.map(({ title, payload }) =>
    choice(title, payload, kind || (LASTING.test(payload) ? 'lasting' : 'answer')));
  return el('div', { class: 'choices', role: 'group', 'aria-label': strings.choices }, folded(named));
}

/** Of many answers the first ones, and the last one, which is that one does not know; the others on demand. */
function folded(named) {
  if (named.length <= MOST_CHOICES) return named;
  const others = named.slice(FIRST_CHOICES, -1);
  others.forEach((one) => { one.hidden = true; });
  const more = el('button', { type: 'button', class: 'choice answer', onclick: () => {
    others.forEach((one) => { one.hidden = false; });
    others[0].focus();
    more.remove();
  } }, say('others', { n: others.length }));
  return [...named.slice(0, -1), more, named.at(-1)];
}

/** A payload is accepted only once it was offered, and nothing was: these are sent as words. */
function starters() {
  const group = el('div', { class: 'choices starters', role: 'group', 'aria-label': strings.choices });
  group.append(...strings.starters.map((title) => choice(title)), codeButton());
  return group;
}

/** The form of the open question, once it is known to be the open one. Words and buttons answer as well. */
function answerForm(form) {
  const place = el('div', { class: 'answer', 'aria-live': 'off' });
  queueMicrotask(() => {
    if (!place.isConnected) return;
    if (form.parts[0].kind !== 'choices') {
      const follows = atEnd();
      later('inputs', place, form).then(() => follows && showReplyTo([...log.querySelectorAll('.user')].pop()));
      return;
    }
    place.append(el('button', { type: 'button', class: 'choice', onclick: async ({ target }) => {
      target.remove();
      (await later('inputs', place, form))?.querySelector('input').focus();
    } }, strings.several));
  });
  return place;
}

/** The text of an answer; `rest` is what follows its first words, for who wants to know more. */
function answerText(text, { rest, sources } = {}) {
  if (!rest) return markdown(text, sources);
  const [first, last] = text.split(rest);
  return [markdown(first), el('details', {}, el('summary', {}, strings.knowMore), markdown(rest)), markdown(last, sources)];
}

function textBubble({ text, buttons, custom }) {
  const { human, dossier, form } = custom || {};
  const answers = [form && answerForm(form), choices(buttons)];
  // Controls stand before the buttons that replace them; several choices at once are for few people.
  if (form?.parts[0].kind === 'choices') answers.reverse();
  return botBubble(answerText(text, custom), human && contact && el('p', {}, contactLink('choice')), human && humanChoices(human),
    dossier && fileChoices(dossier), answers);
}

/** A text to send to somebody, apart from what is said about it. */
function letterBubble({ text, buttons, custom }, letter) {
  return botBubble(markdown(text.replace(letter, '')), el('blockquote', {}, markdown(letter)),
    el('button', { type: 'button', class: 'choice', onclick: () => copy(letter) }, strings.copyLetter),
    custom.dossier && fileChoices(custom.dossier), choices(buttons));
}

/** Every message carries the plan. One that carries nothing else after a result is its end: what to do now, and buttons. */
const saysMore = ({ custom }) => Object.keys(custom || {}).some((key) => key !== 'plan');

/** The messages that answer the message of the person of that id. */
function showReply(messages, id) {
  retire('.starters, .opinion'); // the names of buttons stay unique
  eraseButton.hidden = projectButton.hidden = saveButton.hidden = false;
  const rest = [...messages];
  while (rest.length) {
    const message = rest.shift();
    const { verdict, points, recap, nearest, document: letter } = message.custom || {};
    if (verdict && points) {
      const end = !message.custom.provisional && rest[0] && !saysMore(rest[0]) ? rest.shift() : null;
      log.append(verdictCard(message, end));
    } else if (recap) {
      log.append(botBubble(planTable(message)));
    } else if (nearest) {
      log.append(botBubble(nearestTable(message)));
    } else {
      const bubble = letter ? letterBubble(message, letter) : textBubble(message);
      if (id && message.custom?.topic) bubble.append(opinion(id, message.custom.topic));
      log.append(bubble);
    }
  }
  showProgress(messages.map(({ custom }) => custom?.progress).filter(Boolean).pop());
}
