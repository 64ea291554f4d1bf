// « Mon projet » : the plan as it stands, each line changed in place; the plans of an adviser.

const sheetStyle = new CSSStyleSheet();
sheetStyle.replaceSync(LATER_STYLE);
root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheetStyle];

const sheetTitle = el('h2', { id: 'sheet-title', tabindex: '-1' }, words.project);
const sheetBody = el('div', { class: 'sheet-body' });
const sheetSays = el('p', { role: 'status', class: 'status' });
const sheet = el('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title', onclick: ({ target }) => target === sheet && sheet.close() },
  el('header', {}, sheetTitle, el('button', { type: 'button', class: 'close', 'aria-label': words.closeProject,
    onclick: () => sheet.close() }, icon('close'))), sheetSays, sheetBody);

async function project() {
  if (!sheet.isConnected) panel.after(sheet);
  sheetSays.textContent = words.reading;
  sheetBody.replaceChildren();
  sheet.showModal();
  sheetTitle.focus();
  await fill('');
}

/** Read the plan again and show it; `told` is said once it is there. */
async function fill(told) {
  let plan;
  try {
    plan = await call('GET', '/project');
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    sheetSays.textContent = failure.message;
    return;
  }
  const { rows, missing, files } = plan;
  sheetSays.textContent = told;
  sheetBody.replaceChildren(
    el('dl', {}, rows.map((row) => line(row, row.value, words.change))),
    missing.length ? el('h3', {}, words.missing) : '',
    el('dl', {}, missing.map((row) => line(row, '', words.answerTo))),
    rows.length ? '' : el('p', {}, words.nothingYet),
    ...(files.length ? [el('h3', {}, words.plans), el('ul', {}, files.map(plans))] : []));
}

/** A line of the plan: its name, its value, and the form that changes it in place. */
function line({ label, form }, value, verb) {
  const place = el('dd', { class: 'place', hidden: true });
  const button = el('button', { type: 'button', class: 'choice', 'aria-expanded': 'false', onclick: () => {
    place.hidden = !place.hidden;
    button.setAttribute('aria-expanded', !place.hidden);
    if (!place.firstChild) inputs(place, form, waitFor);
    if (!place.hidden) place.querySelector('input, select').focus();
  } }, verb, el('span', { class: 'sr' }, ` : ${label}`));
  return el('div', { class: 'line' }, el('dt', {}, label), el('dd', {}, value), el('dd', {}, button), place);
}

function plans({ id, label, current }) {
  const name = `${words.planName} ${id} : ${label}`;
  return el('li', {}, current ? el('strong', { 'aria-current': 'true' }, `${name} (${words.current})`)
    : el('button', { type: 'button', class: 'choice', onclick: () => {
      const left = submit(words.takePlan.replace('{n}', id));
      if (left) waitFor(left);
    } }, name));
}

/** What is changed here is said in the conversation; its answer tells when to read the plan again. */
async function waitFor(answer) {
  sheetSays.textContent = words.changing;
  if (await answer) {
    sheetTitle.focus();
    await fill(words.changed);
  } else {
    sheetSays.textContent = words.notChanged;
  }
}
