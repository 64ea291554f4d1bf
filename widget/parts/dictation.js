// Dictation, where the browser has it: the words go into the field, to be read again before they are sent.

let ear = null;

function dictate(button) {
  if (ear) {
    ear.stop();
    return;
  }
  ear = new (window.SpeechRecognition || window.webkitSpeechRecognition)();
  ear.lang = 'fr-FR';
  ear.onresult = ({ results }) => write(`${input.value} ${results[0][0].transcript}`.trim());
  ear.onerror = ({ error }) => tell(error === 'not-allowed' ? words.notAllowed : words.notHeard);
  ear.onend = () => {
    ear = null;
    button.setAttribute('aria-pressed', 'false');
    if (status.textContent === words.listening) tell('');
    input.focus();
  };
  ear.start();
  button.setAttribute('aria-pressed', 'true');
  tell(words.listening);
}
