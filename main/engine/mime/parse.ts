import { isUtf8 } from 'node:buffer';
import PostalMime, { decodeWords, type Email } from 'postal-mime';
import { flattenAddresses } from './addresses.ts';
import { isShownInline } from './attachments.ts';
import { cleanLine } from './clean.ts';
import { htmlToText } from './html-to-text.ts';
import { identityOf } from './identity.ts';
import { withFewLines } from './limit-lines.ts';
import { withFewParts } from './limit-parts.ts';
import type { Delivery, HeaderField, ParsedMail } from './parsed-mail.ts';
import { quickRead } from './quick-read.ts';

/** Stored text is for search and deciding; the reading pane fetches the whole mail. */
const MAX_TEXT = 64_000;
const MAX_HEADERS = 400;
const MAX_HEADER_VALUE = 4000;
const MAX_REFERENCES = 50;
const DAY = 86_400_000;

/** A mail in parts. */
export type ReadMail = Omit<Email, 'headerLines'>;

/**
 * Reads a mail, or the beginning of one. Never throws and never waits for anything outside: what cannot be parsed comes
 * back with `unreadable` set and whatever could be had of it.
 */
export async function parseMail(source: Uint8Array, delivery: Delivery): Promise<ParsedMail> {
  return (await readMail(source, delivery)).mail;
}

const nothing: ReadMail = { headers: [], attachments: [] };

/** As `parseMail`, with what the parser gave; null for a mail that is unreadable. */
export async function readMail(
  source: Uint8Array,
  delivery: Delivery,
): Promise<{ mail: ParsedMail; parts: ReadMail | null }> {
  if (source.length === 0) return { mail: build(nothing, delivery, 'empty'), parts: null };
  const readable = withReadableHeader(withFewParts(source));
  try {
    const parts = quickRead(readable) ?? (await parseFully(readable));
    return { mail: build(parts, delivery, null), parts };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { mail: await parseHeaderOnly(readable, delivery, reason), parts: null };
  }
}

function parseFully(whole: Uint8Array): Promise<Email> {
  const { source, options } = withFewLines(whole);
  return PostalMime.parse(source, options);
}

async function parseHeaderOnly(source: Uint8Array, delivery: Delivery, reason: string): Promise<ParsedMail> {
  const end = headerEnd(source);
  const body = new TextDecoder('latin1').decode(source.subarray(end, end + MAX_TEXT));
  try {
    const header = new TextDecoder('latin1').decode(source.subarray(0, Math.min(end, MAX_TEXT)));
    // The fields that made the body unreadable must not do so a second time.
    const plain = header.replace(/^content-(?:type|transfer-encoding):/gim, 'x-unreadable:');
    return { ...build(await PostalMime.parse(plain), delivery, reason), text: body };
  } catch {
    return { ...build(nothing, delivery, reason), text: body };
  }
}

function build(email: ReadMail, delivery: Delivery, unreadable: string | null): ParsedMail {
  const headers = email.headers.slice(0, MAX_HEADERS).map(decodeHeader);
  const messageId = messageIds(email.messageId)[0] ?? null;
  const from = flattenAddresses(email.from && [email.from])[0] ??
    flattenAddresses(email.sender && [email.sender])[0] ?? { name: '', address: '' };
  const shown = email.attachments.filter((attachment) => !isShownInline(attachment));
  const attachments = shown.map((attachment, index) => ({
    filename: cleanLine(attachment.filename ?? '', 255),
    mimeType: attachment.mimeType,
    size: delivery.truncated && index === shown.length - 1 ? 0 : byteLength(attachment.content),
  }));
  return {
    messageId,
    references: threadReferences(email, messageId),
    from,
    replyTo: flattenAddresses(email.replyTo),
    to: flattenAddresses(email.to),
    cc: flattenAddresses(email.cc),
    subject: cleanLine(email.subject ?? '', 1000),
    date: plausibleDate(headers, delivery.internalDate),
    size: delivery.size,
    headers,
    text: readableText(email),
    attachments,
    hasAttachments: attachments.length > 0 || (delivery.truncated && isMixed(headers)),
    identity: identityOf({ messageId, from, headers, size: delivery.size }),
    unreadable,
  };
}

/** The plain part, unless it only says that one should read the HTML. */
function readableText(email: ReadMail): string {
  const plain = (email.text ?? '').slice(0, MAX_TEXT).replaceAll('\r\n', '\n').replaceAll('\0', '').trim();
  if (email.html === undefined || plain.length > 200) return plain.toWellFormed();
  const fromHtml = htmlToText(email.html, MAX_TEXT);
  return (plain.length * 4 < fromHtml.length ? fromHtml : plain || fromHtml).toWellFormed();
}

function decodeHeader(header: { originalKey: string; value: string }): HeaderField {
  const raw = header.value.length > MAX_HEADER_VALUE ? header.value.slice(0, MAX_HEADER_VALUE) : header.value;
  const value = raw.includes('=?') ? decodeWords(raw) : raw;
  return { name: header.originalKey, value: cleanLine(value, MAX_HEADER_VALUE) };
}

function messageIds(field: string | undefined): string[] {
  if (!field) return [];
  const bracketed = field.match(/<[^<>]{1,990}>/g)?.map((id) => id.slice(1, -1).replace(/\s+/g, ''));
  if (bracketed) return bracketed.filter((id) => id !== '');
  // Some programs leave the brackets out (RFC 5322 §3.6.4 requires them).
  const bare = field.trim();
  return /^[^\s<>]{1,990}$/.test(bare) ? [bare] : [];
}

function threadReferences(email: ReadMail, own: string | null): string[] {
  const ids = new Set([...messageIds(email.references), ...messageIds(email.inReplyTo)]);
  if (own !== null) ids.delete(own);
  const all = [...ids];
  // The root names the thread and the last ones are the nearest: the middle of a very long chain can go.
  return all.length <= MAX_REFERENCES ? all : [...all.slice(0, 10), ...all.slice(10 - MAX_REFERENCES)];
}

/** No mail is older than 1990, and none was written the day after tomorrow. */
function plausibleDate(headers: readonly HeaderField[], internalDate: number): number {
  const delivered = Number.isFinite(internalDate) ? internalDate : Date.now();
  const field = headers.find((header) => header.name.toLowerCase() === 'date')?.value ?? '';
  // Date.parse takes the year 0001 for 2001.
  const written = /[a-z]{3}\s+0\d{3}\b/i.test(field) ? NaN : Date.parse(field);
  const earliest = Date.UTC(1990, 0, 1);
  return written >= earliest && written <= Date.now() + 2 * DAY ? written : delivered;
}

function isMixed(headers: readonly HeaderField[]): boolean {
  const type = headers.find((header) => header.name.toLowerCase() === 'content-type');
  return type !== undefined && /^\s*multipart\/mixed/i.test(type.value);
}

function byteLength(content: ArrayBuffer | Uint8Array | string): number {
  return typeof content === 'string' ? content.length : content.byteLength;
}

/** Index just after the empty line that ends the header, or the length when there is none. */
function headerEnd(source: Uint8Array): number {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return crlf + 4;
  return lf >= 0 ? lf + 2 : bytes.length;
}

/**
 * Old programs put Latin-1 bytes into header fields. The parser reads header fields as UTF-8 (RFC 6532) and would turn
 * them into question marks, so such a header is brought to UTF-8 first; the body's bytes stay as they are.
 */
function withReadableHeader(source: Uint8Array): Uint8Array {
  const end = headerEnd(source);
  const header = source.subarray(0, end);
  if (isUtf8(header)) return source;
  // A cut in the middle of a character is no sign of Latin-1.
  if (end === source.length && isUtf8(source.subarray(0, Math.max(0, end - 4)))) return source;
  const text = new TextDecoder('windows-1252').decode(header);
  return Buffer.concat([Buffer.from(text, 'utf8'), source.subarray(end)]);
}
