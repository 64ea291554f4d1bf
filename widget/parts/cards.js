// The verdict, the plan and the nearest lawful plan.

function verdictCard(message, end) {
  const { verdict, provisional, headline, points, missing_labels: missing, date, limits } = message.custom;
  retire('.act');
  for (const old of log.querySelectorAll('.card.verdict:not(.old)')) {
    old.classList.add('old');
    old.firstChild.append(el('p', { class: 'replaced' }, strings.replaced));
  }
  const section = (title, ...content) => [el('h4', {}, title), ...content];
  const violations = points.filter(({ kind }) => kind === 'violation');
  const warnings = provisional ? [] : points.filter(({ kind }) => kind === 'warning');
  const state = provisional ? strings.provisional : strings[verdict];
  const title = el('h3', { id: `verdict-${newId()}` }, state);
  const card = el('div', { class: `card verdict ${verdict}`, role: 'group', 'aria-labelledby': title.id },
    el('div', { class: 'state' }, icon(verdict), el('div', {}, title, el('p', {}, headline))),
    violations.length > 0 && section(strings.violations, violations.map((one, n) => foldable(one, n === 0))),
    warnings.length > 0 && section(strings.warnings, warnings.map((one) => foldable(one, false))));
  if (provisional) {
    card.append(el('p', {}, strings.goOn));
    return card;
  }
  if (missing?.length) card.append(...section(strings.missing, el('ul', {}, missing.map((one) => el('li', {}, one)))));
  if (end) {
    card.append(...markdown(end.text));
  } else {
    const day = new Date(`${date}T12:00`).toLocaleDateString('fr-FR', { dateStyle: 'long' });
    const steps = message.custom.next_steps.map((step) => el('li', {}, step));
    card.append(...section(strings.next, el('ol', {}, steps)), el('p', {}, `${say('checked', { date: day })} ${limits}`));
  }
  const copyable = [message.text, end?.text].filter(Boolean).join('\n\n').replaceAll('**', '');
  card.append(choices([...(message.buttons || []), ...(end?.buttons || [])], 'act') || '',
    el('div', { class: 'tools' },
      el('button', { type: 'button', class: 'quiet', onclick: () => copy(copyable) }, strings.copy),
      window.print && el('button', { type: 'button', class: 'quiet', onclick: () => print(card) }, strings.print)));
  return card;
}

function foldable({ title, reason, remedy, references }, open) {
  const texts = (references || []).map(({ label, url }) => el('li', {}, link(url, label)));
  return el('details', { open }, el('summary', {}, title),
    el('p', {}, reason),
    remedy && el('p', {}, el('strong', {}, strings.remedy), ` ${remedy}`),
    texts.length > 0 && el('div', { class: 'law' }, strings.law, el('ul', {}, texts)));
}

/** The lines of a text around its list: the table shows the list. */
const aroundList = (text) => text.split('\n').filter((line) => line.trim() && !line.startsWith('- '));

function planTable({ text, buttons, custom }) {
  retire('.act.plan');
  const [first, ...others] = aroundList(text);
  const rows = custom.recap.map(({ label, value, payload }) => el('tr', {},
    el('th', { scope: 'row' }, label), el('td', {}, value),
    el('td', {}, payload && choice(`${strings.change} : ${label}`, payload, 'act plan',
      [strings.change, hidden(` : ${label}`)]))));
  return [el('p', {}, first), el('table', {}, el('caption', { class: 'sr' }, strings.plan), el('tbody', {}, rows)),
    ...markdown(others.join('\n')), choices(buttons, 'act plan')];
}

function nearestTable({ text, buttons, custom }) {
  retire('.act.nearest');
  const head = [strings.point, strings.before, strings.after].map((name) => el('th', { scope: 'col' }, name));
  const rows = custom.nearest.changes.map(({ label, before, after }) => el('tr', {},
    el('th', { scope: 'row' }, label), el('td', {}, before || '–'),
    el('td', {}, el('strong', {}, after || strings.remove))));
  return [...markdown(aroundList(text).join('\n')), el('table', {}, el('caption', { class: 'sr' }, strings.nearest),
    el('thead', {}, el('tr', {}, head)), el('tbody', {}, rows)), choices(buttons, 'act nearest')];
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell(strings.copied);
  } catch {
    tell(strings.copyFailed);
  }
}

/** Print one card: the page and the rest of the conversation are hidden meanwhile, every point is unfolded. */
function print(card) {
  const folded = card.querySelectorAll('details:not([open])');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media print { body > :not(${TAG}) { display: none !important }
    html, body { background: #fff !important } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  folded.forEach((point) => point.setAttribute('open', ''));
  host.setAttribute('printing', '');
  card.classList.add('printed');
  addEventListener('afterprint', () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    folded.forEach((point) => point.removeAttribute('open'));
    host.removeAttribute('printing');
    card.classList.remove('printed');
  }, { once: true });
  window.print();
}
