// Colours: the main one, what can be read on it and beside it, and whether the page is dark.

const MAIN_COLOR = '#155e75';
// Where links and signs stand at worst: bubbles, light and dark.
const LIGHT_BACK = [241, 244, 246];
const DARK_BACK = [34, 41, 49];
const READABLE = 4.5; // contrast of words, WCAG 2.2, 1.4.3

/** A CSS colour as [red, green, blue, opacity]; null when it is none. */
function channels(color) {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!pen || !CSS.supports('color', color)) return null;
  pen.fillStyle = color;
  const { fillStyle } = pen;
  // Asked first: some browsers hide what a canvas shows.
  if (/^#/.test(fillStyle)) return [...[1, 3, 5].map((at) => parseInt(fillStyle.slice(at, at + 2), 16)), 255];
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data];
}

function luminance([r, g, b]) {
  const [lr, lg, lb] = [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour, moved towards black or white until it can be read on `back`. */
function readable(color, back) {
  const end = luminance(back) > 0.179 ? 0 : 255;
  for (let part = 0; ; part += 0.1) {
    const mixed = color.slice(0, 3).map((one) => Math.round(one + (end - one) * part));
    if (contrast(mixed, back) >= READABLE) return `rgb(${mixed.join(' ')})`;
  }
}

/** The main colour is an attribute or a custom property; a colour that does not exist changes nothing. */
function showColors() {
  const named = setting('color') || getComputedStyle(host).getPropertyValue('--immersion-color').trim();
  const known = named && channels(named);
  if (named && !known) warn(`"${named}" (data-color) is not a colour`);
  const fill = known || channels(MAIN_COLOR);
  const colors = {
    '--fill': `rgb(${fill.slice(0, 3).join(' ')})`,
    '--ink': contrast(fill, [0, 0, 0]) > contrast(fill, [255, 255, 255]) ? '#000' : '#fff',
    '--on-light': readable(fill, LIGHT_BACK),
    '--on-dark': readable(fill, DARK_BACK),
  };
  for (const [name, value] of Object.entries(colors)) host.style.setProperty(name, value);
}

/** Dark is what the page shows, not what the system wishes: many sites are only light. */
function pageIsDark() {
  const probe = el('i');
  probe.style.setProperty('color', 'Canvas', 'important'); // as the colour scheme of the page makes it
  document.body.append(probe);
  const canvas = getComputedStyle(probe).color;
  probe.remove();
  const painted = [document.body, document.documentElement].map((node) => getComputedStyle(node).backgroundColor)
    .map(channels).find((color) => color?.[3] > 127);
  return luminance(painted || channels(canvas)) < 0.179;
}

function showTheme() {
  const theme = setting('theme');
  host.toggleAttribute('dark', theme === 'dark' || (theme !== 'light' && pageIsDark()));
  showColors();
}

const themeWatch = new MutationObserver(showTheme);
gone.signal.addEventListener('abort', () => themeWatch.disconnect());

/** A page changes its theme by an attribute of its root or body, sometimes slowly. */
function followTheme() {
  for (const node of [document.documentElement, document.body]) themeWatch.observe(node, { attributes: true });
  listen(document, 'transitionend', ({ target }) => {
    if ([document.documentElement, document.body].includes(target)) showTheme();
  });
}
