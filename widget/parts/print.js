// A result on paper.

/** Print one card: the page and the rest of the conversation are hidden meanwhile, every line is unfolded. */
function printCard(card) {
  const closed = card.querySelectorAll('details:not([open])');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media print { body { display: none !important }
    html, body { background: #fff !important } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  closed.forEach((one) => one.setAttribute('open', ''));
  host.setAttribute('printing', '');
  card.classList.add('printed');
  listen(window, 'afterprint', () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    closed.forEach((one) => one.removeAttribute('open'));
    host.removeAttribute('printing');
    card.classList.remove('printed');
  }, { once: true });
  window.print();
}
