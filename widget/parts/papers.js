// The papers of the plan, as files to take, and the ways to a person.

function fileChoices({ files }) {
  return el('div', { class: 'choices files', role: 'group', 'aria-label': strings.files }, files.map((file) =>
    el('button', { type: 'button', class: 'choice', onclick: ({ target }) => later('download', file, target) }, file.title)));
}

/** The ways to a person that are configured; the words of the answer name the others. */
function humanChoices({ mailto, form, appointment }) {
  const way = (name, href, title) => el('a', { class: 'choice', href, onclick: () => emit('handover', { way: name }),
    ...(name === 'appointment' && { target: '_blank', rel: 'noopener noreferrer' }) },
  title, name === 'appointment' && hidden(` ${strings.newTab}`));
  return el('div', { class: 'choices' },
    form && el('button', { type: 'button', class: 'choice', onclick: () => later('handover') }, strings.writeHere),
    mailto?.startsWith('mailto:') && way('mail', mailto, strings.writeMail),
    appointment?.startsWith('https://') && way('appointment', appointment, strings.appointment));
}
