// The result: what was judged, each point as a folded line, and what to do always in sight.

/** Of the buttons of a result, those that go on: towards a lawful or complete plan, its papers, or back; the first two. */
const MAIN_ACTIONS = [/take_nearest|^\/check_plan/, /^\/document/, /undo/];
/** Pressed after something else was said, it would take something else back. */
const kindOf = (payload) => (/undo/.test(payload) ? 'act answer' : 'act');

function verdictCard(message, end) {
  const { verdict, provisional, headline, points } = message.custom;
  retire('.act, .tools'); // what is done with a result is done with the newest
  for (const old of log.querySelectorAll('.card.verdict:not(.old)')) {
    old.classList.add('old');
    old.prepend(el('p', { class: 'replaced' }, strings.replaced));
  }
  const title = el('h3', { id: `verdict-${newId()}` }, provisional ? strings.provisional : strings[verdict]);
  const card = el('div', { class: `card verdict ${verdict}`, part: 'card', role: 'group', 'aria-labelledby': title.id },
    el('div', { class: 'state' }, icon(verdict), el('div', {}, title, el('p', {}, headline))));
  const shown = points.filter(({ kind }) => kind === 'violation' || !provisional);
  if (provisional) {
    card.append(...shown.map(point), el('p', {}, strings.goOn), choices(message.buttons, 'act') || '');
    return card;
  }
  const { judged, to_reread: doubt, missing_labels: missing, lines } = message.custom;
  const buttons = [...(message.buttons || []), ...(end?.buttons || [])];
  const main = MAIN_ACTIONS.map((kind) => buttons.find(({ payload }) => kind.test(payload))).filter(Boolean).slice(0, 2);
  card.append(...[
    judged && el('p', {}, say('judged', { plan: judged })),
    doubt && el('p', {}, doubt),
    shown.map(point),
    missing?.length > 0 && foldedLine(strings.missing, el('ul', {}, missing.map((one) => el('li', {}, one)))),
    lines?.length > 0 && foldedLine(strings.plan, planLines(lines)),
    foldedLine(strings.next, nextSteps(message.custom, end)),
    el('p', { class: 'small' }, checked(message.custom)),
    choices(buttons.filter((one) => !main.includes(one)), 'act'),
    tools(card, sheetOf(message, end)),
    main.length > 0 && el('div', { class: 'main choices', role: 'group', 'aria-label': strings.choices },
      main.map(({ title: words, payload }) => choice(words, payload, kindOf(payload)))),
  ].flat().filter(Boolean));
  return card;
}

const foldedLine = (title, ...content) => el('details', {}, el('summary', {}, title), ...content);

function point({ kind, title, reason, remedy, references }) {
  const texts = (references || []).map(({ label, url }) => el('li', {}, link(url, label)));
  const sign = icon(kind === 'violation' ? 'non_conforme' : 'a_completer');
  return el('details', { class: kind },
    el('summary', {}, sign, el('span', {}, hidden(`${strings[kind]} : `), title)),
    el('p', {}, reason),
    remedy && el('p', {}, el('strong', {}, strings.remedy), ` ${remedy}`),
    texts.length > 0 && el('div', { class: 'law' }, strings.law, el('ul', {}, texts)));
}

const planLines = (lines) => el('table', {}, el('caption', { class: 'sr' }, strings.plan), el('tbody', {},
  lines.map(({ label, value }) => el('tr', {}, el('th', { scope: 'row' }, label), el('td', {}, value)))));

/** The end of the reply holds the steps and more; its title and its last words stand elsewhere in the card. */
function nextSteps({ next_steps: steps, limits }, end) {
  if (!end) return el('ol', {}, steps.map((step) => el('li', {}, step)));
  const blocks = end.text.split('\n\n').filter((block) => !block.includes(limits));
  return markdown(blocks.join('\n\n').replace(/^\*\*.*\n/, ''));
}

function checked({ date, limits }) {
  const day = new Date(`${date}T12:00`).toLocaleDateString('fr-FR', { dateStyle: 'long' });
  return `${say('checked', { date: day })} ${limits}`;
}

/** The plan, the result and the steps as a text that says all by itself. */
function sheetOf({ text, custom: { lines } }, end) {
  const plan = lines?.length > 0 && [`${strings.plan} :`, ...lines.map(({ label, value }) => `- ${label} : ${value}`)];
  return [text, plan && plan.join('\n'), end?.text].filter(Boolean).join('\n\n').replaceAll('**', '');
}

function tools(card, text) {
  const tool = (name, onclick) => el('button', { type: 'button', class: 'quiet', onclick }, strings[name]);
  const share = () => navigator.share({ title: strings.title, text }).catch(() => {}); // closed without sharing
  return el('div', { class: 'tools' }, navigator.share && tool('share', share), tool('copy', () => copy(text)),
    window.print && tool('print', () => later('printCard', card)));
}
