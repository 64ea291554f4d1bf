// A box over the conversation, for what is read or filled apart from it.

let boxes = 0;

/** Show a box; it goes away once closed, and the focus returns to where it was. */
function box(title, ...content) {
  boxes += 1;
  const back = root.activeElement;
  const heading = el('h2', { id: `box-${boxes}`, tabindex: '-1' }, title);
  const dialog = el('dialog', { class: 'confirm box', 'aria-labelledby': heading.id, onclose: () => {
    dialog.remove();
    back?.focus();
  }, onkeydown: (event) => event.stopPropagation() }, // Escape closes the box, not the panel
  heading, el('div', { class: 'boxed' }, content),
  el('button', { type: 'button', class: 'choice', onclick: () => dialog.close() }, strings.close));
  panel.after(dialog);
  dialog.showModal();
  heading.focus();
  return dialog;
}

/** Put something else into the box; whoever reads it with the ears starts at its beginning. */
function refill(dialog, ...content) {
  dialog.querySelector('.boxed').replaceChildren(...content.flat().filter(Boolean));
  dialog.querySelector('h2').focus();
}

/** A form whose failure is said under it; `send(fields)` may throw what `call` throws. */
function filled(content, title, send) {
  const error = el('p', { role: 'alert', class: 'error' });
  const button = el('button', { type: 'submit', class: 'choice' }, title);
  return el('form', { class: 'boxed', onsubmit: async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    error.textContent = '';
    button.setAttribute('aria-disabled', true);
    try {
      await send(Object.fromEntries(new FormData(event.target)));
    } catch (failure) {
      if (failure instanceof Error) throw failure;
      error.textContent = failure.message;
    } finally {
      button.setAttribute('aria-disabled', false);
    }
  } }, content, error, button);
}

const field = (name, label, properties = {}, tag = 'input') =>
  el('label', {}, label, el(tag, { name, ...properties }));

const tick = (name, label, properties = {}) =>
  el('label', { class: 'tick' }, el('input', { type: 'checkbox', name, value: '1', ...properties }), label);
