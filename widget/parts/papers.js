// The papers of the plan, as files to take.

function fileChoices({ files }) {
  return el('div', { class: 'choices files', role: 'group', 'aria-label': strings.files }, files.map((file) =>
    el('button', { type: 'button', class: 'choice', onclick: ({ target }) => later('download', file, target) }, file.title)));
}
