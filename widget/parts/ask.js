// What the page asks in the name of the person, and what it is told.

let asked = null; // words that wait for the conversation to be ready

function ask(words, sent) {
  const text = words.trim().slice(0, TEXT_LIMIT);
  open();
  if (!sent) {
    write(text);
  } else if (text) {
    asked = text;
    askNow();
  }
}

function askNow() {
  if (asked === null || busy || shown === null) return;
  const text = asked;
  asked = null;
  submit(text);
}

/** Tell the page what was answered; called for what is answered now, not for what is read again. */
function report(messages) {
  for (const { custom } of messages) {
    const { topic, verdict, points, provisional } = custom || {};
    if (topic) emit('topic', { topic });
    if (verdict && points) emit('verdict', { verdict, provisional });
  }
}
