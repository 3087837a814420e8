import DOMPurify from 'dompurify';

export interface SafeMail {
  /** A whole document for a frame without scripts. */
  readonly document: string;
  /** Distinct remote images and styles that were left out. */
  readonly blocked: number;
  /** Web and mail links in reading order, each address once. */
  readonly links: readonly MailLink[];
}

export interface MailLink {
  readonly text: string;
  readonly url: string;
}

/** The frame's own policy: even what slipped past the sanitiser can neither load nor run anything. */
const POLICY =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const FRAME_STYLE = `
:root { color-scheme: light; }
html { background: #fff; color: #24221f; font: 15px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
body { margin: 0; padding: 20px 24px 40px; }
img { max-width: 100%; height: auto; }
table { max-width: 100%; }
pre { white-space: pre-wrap; }
a { color: #1d6b58; text-decoration: underline; }
blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #ddd; color: #57534d; }`;

const FORBIDDEN_TAGS = [
  'form',
  'input',
  'button',
  'select',
  'textarea',
  'option',
  'video',
  'audio',
  'source',
  'track',
  'picture',
  'iframe',
  'object',
  'embed',
  'dialog',
  'template',
  'map',
  'area',
];
const FORBIDDEN_ATTRIBUTES = ['srcset', 'sizes', 'poster', 'ping', 'target', 'tabindex', 'autofocus'];
const SAFE_DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif)[;,]/i;
/** Attribute values that pass: known schemes, and whatever is no address with a scheme (sizes, colours, relative links). */
const SAFE_VALUE = /^(?:(?:https?|mailto|cid):|data:image\/|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;
/** url(…), image-set(…) and @import in any spelling; a backslash may spell any of them, so it counts as one. */
const CSS_REMOTE = /url\s*\(|image-set\s*\(|image\s*\(|@import|expression\s*\(|\\/i;
const CSS_URL = /url\s*\(\s*(['"]?)(.*?)\1\s*\)/gi;

function hostedElsewhere(url: string): boolean {
  return /^\s*(?:https?:)?\/\//i.test(url);
}

/**
 * Makes a mail's HTML fit for a frame without scripts: scripts, forms, frames and everything remote taken out, images of
 * the mail itself put in, links made inert (they are listed instead). `inlineImages` are data URLs by Content-ID (RFC 2392).
 */
export function sanitiseMail(html: string, inlineImages: Readonly<Record<string, string>>): SafeMail {
  const remote = new Set<string>();
  const links = new Map<string, string>();
  const purifier = DOMPurify(window);

  const cleanStyle = (css: string): string => {
    if (!CSS_REMOTE.test(css)) return css;
    for (const [, , url] of css.matchAll(CSS_URL))
      if (url !== undefined && hostedElsewhere(url)) remote.add(url);
    // Only the declaration goes, with its semicolon, which would spoil the rule after an @import; the rest stays.
    return css.replace(/[^;{}]+;?/g, (part) => (CSS_REMOTE.test(part) ? '' : part));
  };

  purifier.addHook('uponSanitizeAttribute', (_node, data) => {
    if (data.attrName === 'style') data.attrValue = cleanStyle(data.attrValue);
    if (data.attrName !== 'background') return;
    if (hostedElsewhere(data.attrValue)) remote.add(data.attrValue);
    data.keepAttr = false;
  });
  purifier.addHook('uponSanitizeElement', (node, data) => {
    if (data.tagName === 'style') node.textContent = cleanStyle(node.textContent ?? '');
  });
  const clean: Node = purifier.sanitize(html, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: FORBIDDEN_TAGS,
    FORBID_ATTR: FORBIDDEN_ATTRIBUTES,
    ADD_ATTR: ['bgcolor'],
    ALLOW_DATA_ATTR: false,
    ADD_DATA_URI_TAGS: ['img'],
    ALLOWED_URI_REGEXP: SAFE_VALUE,
  });
  if (!(clean instanceof HTMLElement)) throw new TypeError('a whole document was asked for');
  const root = clean;
  for (const node of root.querySelectorAll('[src], [href], img')) {
    if (node.tagName === 'IMG') settleImage(node, inlineImages, remote);
    else if (node.tagName === 'A') settleLink(node, links);
    else for (const attribute of ['src', 'href']) node.removeAttribute(attribute);
  }
  return {
    document:
      `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
      `<meta charset="utf-8"><style>${FRAME_STYLE}</style></head>${withoutHead(root)}</html>`,
    blocked: remote.size,
    links: [...links].map(([url, text]) => ({ url, text })),
  };
}

function settleImage(image: Element, inline: Readonly<Record<string, string>>, remote: Set<string>): void {
  const source = image.getAttribute('src') ?? '';
  image.removeAttribute('src');
  if (SAFE_DATA_IMAGE.test(source)) image.setAttribute('src', source);
  else if (/^cid:/i.test(source)) {
    const found = inline[decodeId(source.slice(4))];
    if (found !== undefined && SAFE_DATA_IMAGE.test(found)) image.setAttribute('src', found);
  } else if (hostedElsewhere(source)) remote.add(source);
  // A box of the size of what was left out would be a hole in the text.
  if (!image.hasAttribute('src')) {
    const text = image.ownerDocument.createElement('span');
    text.textContent = image.getAttribute('alt')?.trim() ?? '';
    // Its colour was chosen for what is behind it: a white logo's text would not be read in black.
    if (image instanceof HTMLElement) text.style.color = image.style.color;
    image.replaceWith(text);
  }
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function settleLink(anchor: Element, links: Map<string, string>): void {
  const url = (anchor.getAttribute('href') ?? '').trim();
  anchor.removeAttribute('href');
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return;
  // The true address on hover, whatever the text claims.
  anchor.setAttribute('title', url);
  anchor.setAttribute('style', `${anchor.getAttribute('style') ?? ''};cursor:help`);
  const text = anchor.textContent.replace(/\s+/g, ' ').trim();
  const known = links.get(url);
  if (known === undefined || known === '') links.set(url, text.slice(0, 120));
}

/** Keeps the mail's own style sheets, now cleaned, and its body with what is set on it. */
function withoutHead(root: HTMLElement): string {
  const styles = [...root.querySelectorAll('head style')].map((style) => style.outerHTML).join('');
  const body = root.querySelector('body');
  return body === null ? `<body>${root.innerHTML}</body>` : styles + body.outerHTML;
}
