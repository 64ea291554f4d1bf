// « Parler à un conseiller » by the form: written, read as it will leave, agreed to, sent.

async function handover() {
  let offer;
  try {
    offer = await call('GET', '/handover');
  } catch (failure) {
    if (failure instanceof Error) throw failure;
    tell(failure.message);
    return;
  }
  const dialog = box(words.handoverTitle, write({ plan: '1' }));

  function write(written) {
    const value = (name) => ({ value: written[name] });
    return filled([
      el('p', {}, `${put(words.handoverTo, offer)} ${offer.keeps}`),
      field('name', words.name, { autocomplete: 'name', maxlength: '100', ...value('name') }),
      field('email', words.email, { type: 'email', autocomplete: 'email', ...value('email') }),
      field('phone', words.phone, { type: 'tel', autocomplete: 'tel', ...value('phone') }),
      field('message', words.message, { rows: '4', maxlength: '2000' }, 'textarea'),
      tick('plan', words.withPlan, { checked: written.plan }),
      tick('transcript', words.withTranscript, { checked: written.transcript }),
    ], words.preview, async (fields) => {
      const preview = await call('POST', '/handover/preview', fields);
      refill(dialog, confirm(fields, preview));
    });
  }

  function confirm(fields, { subject, to, text, attachments }) {
    const names = attachments.join(', ') || words.noFile;
    const back = () => {
      const again = write(fields);
      again.querySelector('textarea').value = fields.message;
      refill(dialog, again);
    };
    return [filled([
      el('p', {}, put(words.allThatLeaves, { to, names })),
      el('p', {}, el('strong', {}, subject)), el('pre', { tabindex: '0' }, text),
      tick('consent', words.agree, { required: true }),
    ], words.sendIt, async () => {
      const { message } = await call('POST', '/handover', { ...fields, consent: true });
      refill(dialog, el('p', { role: 'status' }, message));
      emit('handover', { way: 'form' });
    }), el('button', { type: 'button', class: 'quiet', onclick: back }, words.correct)];
  }
}
