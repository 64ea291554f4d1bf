// Puts the widget into the page.

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE + CARD_STYLE);
root.adoptedStyleSheets = [sheet];
brand().forEach((value, n) => host.style.setProperty(['--fill', '--ink'][n], value));
host.toggleAttribute('left', setting('position') === 'left');
showTheme();
showConnection();
root.append(el('aside', { lang: 'fr', 'aria-label': strings.title }, launcher, outside, panel, eraseDialog));

function start() {
  document.body.append(host);
  if (own.getItem(KEY.open) && !full.matches) open(false);
}
if (document.body) start();
else addEventListener('DOMContentLoaded', start);
