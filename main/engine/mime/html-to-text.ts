import { Parser } from 'htmlparser2';

const hidden = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'object']);
const breaking = new Set(
  (
    'address article aside blockquote br center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li ' +
    'main nav ol p pre section table tr ul'
  ).split(' '),
);
const spacing = new Set(['td', 'th', 'img', 'option']);

/** How much HTML is read: the beginning says what a mail is about, and a hostile mail may be endless. */
const MAX_HTML = 256_000;
const MAX_TEXT = 64_000;
/** Elements within each other: browsers open some hundred, and the parser's cost grows with the square of them. */
const MAX_DEPTH = 5000;

/**
 * The words of an HTML mail, blocks on lines of their own, white space folded. For search and deciding, not for
 * showing: links, images and styles are left out.
 */
export function htmlToText(html: string, maxLength: number = MAX_TEXT): string {
  let text = '';
  let hiddenDepth = 0;
  let depth = 0;
  const reading = { isEnough: false };
  const parser = new Parser(
    {
      onopentagname(name) {
        depth += 1;
        if (depth > MAX_DEPTH) stop();
        if (hidden.has(name)) hiddenDepth += 1;
        else if (breaking.has(name)) text += '\n';
        else if (spacing.has(name)) text += ' ';
      },
      onclosetag(name) {
        depth -= 1;
        if (hidden.has(name)) hiddenDepth = Math.max(0, hiddenDepth - 1);
        else if (breaking.has(name) && name !== 'br') text += '\n';
      },
      ontext(data) {
        if (hiddenDepth > 0) return;
        text += data;
        if (text.length > maxLength * 2) stop();
      },
    },
    { decodeEntities: true, lowerCaseAttributeNames: false },
  );
  const stop = (): void => {
    reading.isEnough = true;
    parser.pause();
  };
  parser.write(html.length > MAX_HTML ? html.slice(0, MAX_HTML) : html);
  if (!reading.isEnough) parser.end();
  return foldSpace(text).slice(0, maxLength);
}

// Zero-width characters and soft hyphens fill the invisible preview of newsletters.
const invisible = /\u00ad|\u034f|[\u200b-\u200f\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

function foldSpace(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, (run) => (run.indexOf('\n') === run.lastIndexOf('\n') ? '\n' : '\n\n'))
    .trim();
}
