// Text to nodes, one by one: nothing is ever parsed as HTML.

const ICONS = {
  chat: 'M4 4h16v12H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  mic: 'M12 4a2 2 0 0 1 2 2v6a2 2 0 0 1-4 0V6a2 2 0 0 1 2-2M6 12a6 6 0 0 0 12 0M12 18v3',
  send: 'M4 12h14M12 5l7 7-7 7',
  conforme: 'M5 13l5 5L20 7',
  non_conforme: 'M6 6l12 12M18 6L6 18',
  a_completer: 'M12 5v8M12 18v1',
};

/** French puts a space before these signs; it must not end a line. */
const tied = (text) => text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0');

/** Make an element; `onclick`-like properties are listeners, `true` is an empty attribute, null is skipped. */
function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child || child === 0) node.append(child.nodeType ? child : tied(`${child}`));
  }
  return node;
}

function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

const hidden = (text) => el('span', { class: 'sr' }, text);

/** A link to an https address; any other address stays words. Numbers to call and mail addresses stay on the page. */
function link(url, label) {
  if (/^(tel|mailto):/.test(url)) return el('a', { href: url }, label);
  if (!/^https:\/\//.test(url)) return label;
  const words = label || url.replace(/^https:\/\/(www\.)?/, '').replace(/^(.{38}).{3,}$/, '$1…');
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, words, hidden(` ${strings.newTab}`));
}

// **bold**, [words](https://…), https addresses, sites, mail addresses, numbers to call.
const MARKS = new RegExp([String.raw`\*\*(.+?)\*\*`, String.raw`\[([^\]]+)\]\((https:\/\/[^\s)]+)\)`, String.raw`https:\/\/[^\s<>"«»]+`,
  String.raw`([\w.+-]+@(?:[\w-]+\.)+[a-z]{2,})`, String.raw`(?<![\w@.\/-])((?:[a-z0-9-]+\.)+(?:fr|org|eu)(?:\/[^\s<>"«»]*)?)(?![\w@-])`,
  String.raw`(?<![\w.,-])(0\d(?:[ .\u00a0]?\d\d){4}|0[ \u00a0]8\d\d(?:[ \u00a0]\d{3}){2}|39\d\d|3114)(?![\w-]|[.,]\d)`].join('|'), 'g');

function inline(text) {
  const nodes = [];
  let end = 0;
  for (const found of text.matchAll(MARKS)) {
    const [whole, bold, words, url, mail, site, phone] = found;
    nodes.push(text.slice(end, found.index));
    end = found.index + whole.length;
    if (bold) nodes.push(el('strong', {}, bold));
    else if (url) nodes.push(link(url, words));
    else if (mail) nodes.push(link(`mailto:${mail}`, mail));
    else if (phone) nodes.push(link(`tel:${phone.replace(/\D/g, '')}`, phone));
    else {
      const address = whole.replace(/[.,;:!?)\]]+$/, '');
      end = found.index + address.length;
      nodes.push(link(site ? `https://${address}` : address));
    }
  }
  return [...nodes, text.slice(end)].filter(Boolean).map((node) => (node.nodeType ? node : tied(node)));
}

/**
 * Light markdown as nodes: paragraphs, line breaks, "- " and "1. " lists whose items go on when indented.
 * In `text`, the words and the address of a source stand side by side; `sources` makes them one link.
 */
function markdown(text, sources = []) {
  for (const { label, url } of sources) {
    if (url) text = text.replaceAll(`${label}, ${url}`, `[${label}](${url})`);
  }
  const blocks = [];
  let block = null;
  for (const line of text.split('\n')) {
    const item = line.match(/^\s*(?:[-•]|(\d+)\.)\s+(.*)$/);
    const tag = item ? (item[1] ? 'ol' : 'ul') : 'p';
    if (!line.trim()) {
      block = null;
    } else if (item) {
      if (block?.localName !== tag) blocks.push((block = el(tag, { start: item[1] })));
      block.append(el('li', {}, inline(item[2])));
    } else if (block?.localName === 'p') {
      block.append(el('br'), ...inline(line.trim()));
    } else if (block && /^\s/.test(line)) {
      block.lastChild.append(el('br'), ...inline(line.trim()));
    } else {
      blocks.push((block = el('p', {}, inline(line.trim()))));
    }
  }
  return blocks;
}
