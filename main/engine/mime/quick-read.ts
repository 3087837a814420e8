import {
  addressParser,
  decodeWords,
  type Address,
  type Attachment,
  type Email,
  type Header,
} from 'postal-mime';
import { isAscii } from 'node:buffer';
import { decodeBody } from './part-body.ts';
import { firstField, readFields, readStructured, type Structured } from './part-header.ts';

const MAX_DEPTH = 8;
const MAX_PARTS = 200;
const plainSubtypes = new Set(['mixed', 'alternative', 'related', 'signed']);
const plainEncodings = new Set(['', '7bit', '8bit', 'binary', 'base64', 'quoted-printable']);
const LF = 0x0a;

interface Leaf {
  readonly type: Structured;
  readonly disposition: Structured;
  readonly contentId: string | undefined;
  readonly encoding: string;
  readonly body: Buffer;
  /** The nearest multipart/alternative, or the leaf itself: texts of different selectors are different texts. */
  readonly selector: object;
  readonly related: boolean;
}

/** Thrown to give the mail to the parser of record. */
class NotPlain extends Error {}

/**
 * Reads mails that are built the way most are: one text, plain or HTML or both, and attachments. Several times faster than
 * the parser of record, which a first sync of many thousand mails feels. Whatever is built otherwise gives null; what is
 * read is the same to the byte, which a test compares on thousands of mails.
 */
export function quickRead(source: Uint8Array): Omit<Email, 'headerLines'> | null {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  try {
    const { fields, body } = splitPart(bytes);
    const leaves: Leaf[] = [];
    collect(fields, body, { alternative: null, related: false, depth: 0 }, leaves);
    return { ...readHeader(fields), ...readLeaves(leaves) };
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

interface Within {
  readonly alternative: object | null;
  readonly related: boolean;
  readonly depth: number;
}

function collect(fields: readonly Header[], body: Buffer, within: Within, leaves: Leaf[]): void {
  const type = readStructured(firstField(fields, 'content-type'), 'text/plain');
  const disposition = readStructured(firstField(fields, 'content-disposition'), '');
  if (!type || !disposition) throw new NotPlain();
  if (!type.value.startsWith('multipart/')) {
    const encoding = (firstField(fields, 'content-transfer-encoding') ?? '').toLowerCase();
    if (!plainEncodings.has(encoding) || leaves.length >= MAX_PARTS) throw new NotPlain();
    const contentId = firstField(fields, 'content-id');
    const selector = within.alternative ?? {};
    leaves.push({ type, disposition, contentId, encoding, body, selector, related: within.related });
    return;
  }
  const subtype = type.value.slice('multipart/'.length);
  const boundary = type.params.get('boundary');
  if (!plainSubtypes.has(subtype) || !boundary || within.depth >= MAX_DEPTH) throw new NotPlain();
  const inside = {
    alternative: subtype === 'alternative' ? {} : within.alternative,
    related: within.related || subtype === 'related',
    depth: within.depth + 1,
  };
  for (const part of splitParts(body, boundary)) {
    const child = splitPart(part);
    collect(child.fields, child.body, inside, leaves);
  }
}

function splitPart(part: Buffer): { fields: Header[]; body: Buffer } {
  if (part[0] === LF || part[0] === 0x0d) {
    const end = part.indexOf(LF);
    // A part without fields begins with the empty line that would end them.
    if (end > 1 || end < 0) throw new NotPlain();
    return { fields: [], body: part.subarray(end + 1) };
  }
  const crlf = part.indexOf('\r\n\r\n');
  const lf = part.indexOf('\n\n');
  const isCrlf = crlf >= 0 && (lf < 0 || crlf < lf);
  const end = isCrlf ? crlf : lf;
  const block = (end < 0 ? part : part.subarray(0, end)).toString('utf8');
  // Line ends of several kinds: which one ends the header is for the parser of record to say.
  if (/\n\r*\n|\r\r/.test(block) || block.includes('\ufffd')) throw new NotPlain();
  const body = end < 0 ? part.subarray(part.length) : part.subarray(end + (isCrlf ? 4 : 2));
  return { fields: readFields(block), body };
}

/** The parts between the boundary lines (RFC 2046 §5.1.1); the last one may have been cut off. */
function* splitParts(body: Buffer, boundary: string): Generator<Buffer> {
  const mark = Buffer.from(`--${boundary}`);
  let start = -1;
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== LF) continue;
    const lineFeed = body.indexOf(LF, at);
    const lineEnd = lineFeed < 0 ? body.length : lineFeed;
    const rest = body.toString('latin1', at + mark.length, lineEnd);
    if (!/^(?:--)?[ \t]*\r*$/.test(rest)) continue;
    if (start >= 0) yield body.subarray(start, at);
    if (rest.startsWith('--')) return;
    start = Math.min(lineEnd + 1, body.length);
  }
  if (start < 0) throw new NotPlain();
  if (start < body.length) yield body.subarray(start);
}

function readLeaves(leaves: readonly Leaf[]): { html?: string; text?: string; attachments: Attachment[] } {
  const texts = new Map<string, string>();
  const attachments: Attachment[] = [];
  let selector: object | null = null;
  for (const leaf of leaves) {
    const type = leaf.type.value;
    const isText = (type === 'text/plain' || type === 'text/html') && leaf.disposition.value !== 'attachment';
    if (!isText) {
      attachments.push(toAttachment(leaf));
      continue;
    }
    selector ??= leaf.selector;
    if (leaf.selector !== selector || texts.has(type)) throw new NotPlain();
    texts.set(type, readText(leaf));
  }
  const html = texts.get('text/html');
  const text = texts.get('text/plain');
  return { ...(html ? { html } : {}), ...(text ? { text } : {}), attachments };
}

function readText({ type, encoding, body }: Leaf): string {
  if (type.params.has('format')) throw new NotPlain();
  const charset = (type.params.get('charset') ?? 'utf-8').toLowerCase();
  const bytes = decodePlain(body, encoding);
  if (charset === 'utf-8' || charset === 'us-ascii') {
    // The Encoding Standard reads us-ascii as windows-1252, which is the same as long as there is nothing else.
    if (isAscii(bytes)) return bytes.toString('latin1');
  }
  if (!/^(?:utf-8|us-ascii|iso-8859-\d+|windows-125\d)$/.test(charset)) throw new NotPlain();
  return new TextDecoder(charset).decode(bytes);
}

/** Base64 that goes on behind its end (pieces that were encoded apart) is for the parser of record. */
function decodePlain(body: Buffer, encoding: string): Buffer {
  const end = encoding === 'base64' ? body.indexOf('=') : -1;
  if (end >= 0 && !/^[=\s]*$/.test(body.toString('latin1', end, end + 200))) throw new NotPlain();
  return decodeBody(body, encoding);
}

function toAttachment(leaf: Leaf): Attachment {
  const { type, disposition, contentId } = leaf;
  if (
    type.value.startsWith('message/') ||
    type.value === 'text/calendar' ||
    type.value === 'application/ics'
  ) {
    throw new NotPlain();
  }
  const filename = disposition.params.get('filename') || type.params.get('name') || null;
  return {
    filename: filename === null ? null : decodeWords(filename),
    mimeType: type.value,
    disposition: disposition.value || null,
    ...(leaf.related && contentId ? { related: true } : {}),
    ...(contentId ? { contentId } : {}),
    content: decodePlain(leaf.body, leaf.encoding),
  };
}

function readHeader(fields: readonly Header[]): Omit<Email, 'headerLines' | 'attachments' | 'html' | 'text'> {
  const addresses = (key: string): Address[] =>
    fields.flatMap((field) => (field.key === key && field.value !== '' ? addressParser(field.value) : []));
  const words = (key: string): string | undefined => {
    const value = firstField(fields, key);
    return value ? decodeWords(value) : undefined;
  };
  return {
    headers: [...fields],
    from: addressParser(firstField(fields, 'from') ?? '')[0],
    sender: addressParser(firstField(fields, 'sender') ?? '')[0],
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    subject: words('subject'),
    messageId: words('message-id'),
    inReplyTo: words('in-reply-to'),
    references: words('references'),
  };
}
