// Puts the widget into the page, and takes it out.

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE + CARD_STYLE);
root.adoptedStyleSheets = [sheet];
host.toggleAttribute('left', setting('position') === 'left');
showConnection();
root.append(el('aside', { lang: 'fr', 'aria-label': strings.title }, launcher, outside, panel, eraseDialog));

/** Beside the body: a page that replaces or moves its body keeps the widget, and a transform leaves it in place. */
function attach() {
  if (host.isConnected) return;
  if (!document.body) {
    listen(document, 'DOMContentLoaded', attach, { once: true });
    return;
  }
  document.documentElement.append(host);
  showTheme();
  followTheme();
  if (panel.open) {
    panel.close(); // its event comes later, and finds the panel open again
    show();
  } else if (own.getItem(KEY.open) && !full.matches) {
    open(false);
  }
  openLinkOfPage();
}

function destroy() {
  gone.abort();
  epoch += 1; // what is under way is dropped
  if (panel.open) document.documentElement.style.overflow = '';
  host.remove();
}
