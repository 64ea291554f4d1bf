// Forms that fit a question: native controls, which every keyboard, screen reader and phone knows.

const NUMBERS = {
  age: { min: 0, max: 120, step: 1, inputmode: 'numeric' },
  days: { min: 0, max: 36500, step: 1, inputmode: 'numeric' },
  minutes: { min: 0, max: 480, step: 5, inputmode: 'numeric' },
  hours: { min: 0.25, max: 168, step: 0.25, inputmode: 'decimal' },
};

/** A form whose answer is sent as the value of a field; `sent` is given a promise: whether it was taken. */
function inputs(place, { field, parts }, sent = () => {}) {
  const controls = parts.map((part, n) => control(part, n === 0));
  follow(controls);
  const error = el('p', { role: 'alert', class: 'error' });
  const form = el('form', { class: 'form', onsubmit: (event) => {
    event.preventDefault();
    const given = controls.filter(({ read }) => read() !== null);
    const value = parts.length === 1 ? given[0].read() : Object.fromEntries(given.map((one) => [one.part.field, one.read()]));
    const said = given.map((one) => `${one.part.label} : ${one.words()}`).join(', ');
    error.textContent = '';
    const back = place.parentNode;
    const left = submit(said, undefined, { field, value }, (reason) => {
      back.append(place);
      error.textContent = reason;
      form.querySelector('input, select').focus();
    });
    if (left) sent(left);
  } }, controls.map(({ node }) => node), error,
  el('button', { type: 'submit', class: 'choice' }, words.give));
  place.append(form);
  return form;
}

/** The control of one part: its node, what it gives (null: nothing), and that in words. */
function control(part, required) {
  if (['choices', 'weekdays'].includes(part.kind)) return checkboxes(part, required);
  if (part.kind === 'periods') return period(part);
  if (part.values) return list(part, required);
  const { kind, value } = part;
  const type = NUMBERS[kind] ? 'number' : kind;
  const more = kind === 'date' ? { min: '1900-01-01', max: '2099-12-31' } : NUMBERS[kind];
  const box = el('input', { type, value, required, ...more });
  const read = () => (box.value === '' ? null : type === 'number' ? box.valueAsNumber : box.value);
  const spoken = () => (kind === 'date' ? new Date(`${box.value}T12:00`).toLocaleDateString('fr-FR', { dateStyle: 'long' })
    : box.value.replace('.', ','));
  return { part, box, read, words: spoken, node: el('label', {}, el('span', {}, part.label, unit(kind)), box) };
}

const unit = (kind) => (words.units[kind] ? ` (${words.units[kind]})` : '');

function list(part, required) {
  const box = el('select', { required }, el('option', { value: '' }, words.choose),
    part.values.map(({ title, value }, n) => el('option', { value: n, selected: value === part.value }, title)));
  const chosen = () => part.values[box.value];
  return { part, box, read: () => (box.value === '' ? null : chosen().value), words: () => chosen().title,
    node: el('label', {}, el('span', {}, part.label), box) };
}

function checkboxes(part, required) {
  const boxes = part.values.map(({ value }) =>
    el('input', { type: 'checkbox', checked: part.value?.includes(value), onchange: check }));
  const chosen = () => part.values.filter((_, n) => boxes[n].checked);
  function check() {
    boxes[0].setCustomValidity(required && !chosen().length ? words.chooseOne : '');
  }
  check();
  return { part, read: () => (chosen().length ? chosen().map(({ value }) => value) : null),
    words: () => chosen().map(({ title }) => title).join(', '),
    node: el('fieldset', {}, el('legend', {}, part.label),
      part.values.map(({ title }, n) => el('label', { class: 'box' }, boxes[n], title))) };
}

/** An earlier period: its two days, and whether it had the same goals. */
function period(part) {
  const known = part.value?.[0] || {};
  const day = (name) => control({ kind: 'date', field: name, label: strings[name], value: known[name] }, true);
  const [first, last] = [day('start_date'), day('end_date')];
  const goals = list({ label: words.sameGoals, value: known.same_goals,
    values: [{ title: words.yes, value: true }, { title: words.no, value: false }] });
  follow([first, last]);
  const read = () => [{ start_date: first.read(), end_date: last.read(), ...(goals.read() !== null && { same_goals: goals.read() }) }];
  return { part, read, words: () => `${first.words()} – ${last.words()}`,
    node: el('fieldset', {}, el('legend', {}, part.label), first.node, last.node, goals.node) };
}

/** A last day is not before the first one. */
function follow([first, last]) {
  if (first?.part.kind !== 'date' || last?.part.kind !== 'date') return;
  const keep = () => { last.box.min = first.box.value || '1900-01-01'; };
  first.box.addEventListener('change', keep);
  keep();
}
