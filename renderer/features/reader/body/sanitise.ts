import DOMPurify from 'dompurify';
import { foldQuotes } from './fold-quotes.ts';
import { hostedElsewhere, Images } from './settle-images.ts';

export interface SafeMail {
  /** A whole document for a frame without scripts. */
  readonly document: string;
  /** Distinct remote images and styles that were left out; what was made to tell that the mail was read is not among them. */
  readonly blocked: number;
  /** Pictures among them that could be fetched: over https, in reading order. */
  readonly images: readonly string[];
  /** Pictures that were made not to be seen: they tell the sender that the mail was read. Never fetched. */
  readonly trackers: number;
  /** The mail was longer than what a window can show at once; its end is missing. */
  readonly cut: boolean;
  /** Web and mail links in reading order, each address once; `data-link` in the document is a position in it. */
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
[data-link] { cursor: pointer; }
[data-link]:focus-visible { outline: 2px solid #1d6b58; outline-offset: 2px; border-radius: 2px; }
details[data-quoted] > summary { display: inline-block; margin: 8px 0; padding: 0 8px 3px; border-radius: 8px; background: #eceae6; color: #57534d; cursor: pointer; font: 600 13px/1 system-ui, sans-serif; letter-spacing: 1px; list-style: none; }
details[data-quoted] > summary:focus-visible { outline: 2px solid #1d6b58; }
blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #ddd; color: #57534d; }`;

/** Characters of HTML that are cleaned and laid out well within a second. */
const LENGTH_MAX = 300_000;

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
const FORBIDDEN_ATTRIBUTES = [
  'srcset',
  'sizes',
  'poster',
  'ping',
  'target',
  'tabindex',
  'autofocus',
  'name',
  'usemap',
  'popover',
  'popovertarget',
  'popovertargetaction',
  'commandfor',
  'command',
];
/** Attribute values that pass: known schemes, and whatever is no address with a scheme (sizes, colours, relative links). */
const SAFE_VALUE = /^(?:(?:https?|mailto|cid):|data:image\/|[^a-z]|[a-z+.-]+(?:[^a-z+.:-]|$))/i;
/** url(…), image-set(…) and @import in any spelling; a backslash may spell any of them, so it counts as one. */
const CSS_REMOTE = /url\s*\(|image-set\s*\(|image\s*\(|\bsrc\s*\(|element\s*\(|@import|expression\s*\(|\\/i;
/** Linear, whatever is put before it: no part of it can match in two ways. */
const CSS_URL = /url\s*\(\s*["']?((?:https?:)?\/\/[^"')\s]{1,2000})/gi;

export interface SanitiseOptions {
  readonly fetched?: Readonly<Record<string, string>>;
  readonly quoted?: string;
}

/**
 * Makes a mail's HTML fit for a frame without scripts: scripts, forms, frames and everything remote taken out, images of
 * the mail itself put in, links made inert (whoever shows the document opens them). `inlineImages` are data URLs by Content-ID
 * (RFC 2392), `fetched` are data URLs by the address of a remote picture, `quoted` names what unfolds quoted text.
 */
export function sanitiseMail(
  html: string,
  inlineImages: Readonly<Record<string, string>>,
  { fetched = {}, quoted = '' }: SanitiseOptions = {},
): SafeMail {
  const remote = new Set<string>();
  const images = new Images(inlineImages, fetched, remote);
  const links = new Map<string, { readonly position: number; text: string }>();
  const purifier = DOMPurify(window);

  const cleanStyle = (css: string): string => {
    if (!CSS_REMOTE.test(css)) return css;
    for (const [, url] of css.matchAll(CSS_URL)) if (url !== undefined) remote.add(url);
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
  const clean: Node = purifier.sanitize(html.slice(0, LENGTH_MAX), {
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
    if (node.tagName === 'IMG') images.settle(node);
    else if (node.tagName === 'A') settleLink(node, links);
    else for (const attribute of ['src', 'href']) node.removeAttribute(attribute);
  }
  if (quoted !== '') foldQuotes(root, quoted);
  return {
    document:
      `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
      `<meta charset="utf-8"><style>${FRAME_STYLE}</style></head>${withoutHead(root)}</html>`,
    blocked: remote.size,
    images: [...images.wanted],
    trackers: images.trackers.size,
    cut: html.length > LENGTH_MAX,
    links: [...links].map(([url, { text }]) => ({ url, text })),
  };
}

function settleLink(anchor: Element, links: Map<string, { readonly position: number; text: string }>): void {
  const url = (anchor.getAttribute('href') ?? '').trim();
  anchor.removeAttribute('href');
  if (!/^(?:https?:\/\/|mailto:)/i.test(url)) return;
  // The true address on hover, whatever the text claims.
  anchor.setAttribute('title', url);
  const text = anchor.textContent.replace(/\s+/g, ' ').trim();
  const known = links.get(url);
  if (known === undefined) links.set(url, { position: links.size, text: text.slice(0, 120) });
  else if (known.text === '') known.text = text.slice(0, 120);
  anchor.setAttribute('data-link', String(links.get(url)?.position ?? 0));
  anchor.setAttribute('role', 'link');
  anchor.setAttribute('tabindex', '0');
}

/** Keeps the mail's own style sheets, now cleaned, and its body with what is set on it. */
function withoutHead(root: HTMLElement): string {
  const styles = [...root.querySelectorAll('head style')].map((style) => style.outerHTML).join('');
  const body = root.querySelector('body');
  return body === null ? `<body>${root.innerHTML}</body>` : styles + body.outerHTML;
}
