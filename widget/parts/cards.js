// The plan and the nearest lawful plan, as tables; copying.

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
