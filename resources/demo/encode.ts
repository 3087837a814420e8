import { Buffer } from 'node:buffer';
import type { Charset } from './types.ts';

const hex = Buffer.from('0123456789ABCDEF');
/** What ISO 8859-1 does not have. */
export const beyondLatin = /[\u0100-\uffff]/g;
/** The characters of windows-1252 between 0x80 and 0x9F that the texts use. */
const windows: Record<string, number> = {
  '€': 0x80,
  '…': 0x85,
  Œ: 0x8c,
  '‘': 0x91,
  '’': 0x92,
  '“': 0x93,
  '”': 0x94,
  '–': 0x96,
  '—': 0x97,
  œ: 0x9c,
};

/** The narrowest charset a text fits in, starting from the one its sender prefers. */
export function fittingCharset(text: string, preferred: Charset): Charset {
  if (preferred === 'utf-8') return preferred;
  const beyond = text.match(beyondLatin);
  if (beyond === null) return preferred;
  return beyond.every((char) => windows[char] !== undefined) ? 'windows-1252' : 'utf-8';
}

/** Bytes of a text in a charset it fits in. */
export function encodeCharset(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  const narrow =
    charset === 'iso-8859-1'
      ? text
      : text.replace(beyondLatin, (char) => String.fromCharCode(windows[char] ?? 0x3f));
  return Buffer.from(narrow, 'latin1');
}

/** Ends every line with CRLF. */
export function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/** Quoted-printable (RFC 2045 §6.7) of bytes whose lines end with CRLF. */
export function quotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil(bytes.length / 20) * 3 + 8);
  let to = 0;
  let column = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 13 && bytes[i + 1] === 10) {
      out[to++] = 13;
      out[to++] = 10;
      i += 1;
      column = 0;
      continue;
    }
    const atEnd = bytes[i + 1] === 13 || i === bytes.length - 1;
    const literal = (byte > 32 && byte < 127 && byte !== 61) || (byte === 32 && !atEnd);
    const width = literal ? 1 : 3;
    if (column + width > 75) {
      out[to++] = 61;
      out[to++] = 13;
      out[to++] = 10;
      column = 0;
    }
    if (literal) out[to++] = byte;
    else {
      out[to++] = 61;
      out[to++] = hex[byte >> 4] ?? 0;
      out[to++] = hex[byte & 15] ?? 0;
    }
    column += width;
  }
  return out.subarray(0, to);
}

/** Base64 in lines of 76 (RFC 2045 §6.8). */
export function base64Lines(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return Buffer.from(text.replace(/.{76}(?=.)/g, '$&\r\n'), 'latin1');
}

/** A header's text as encoded words where it is not ASCII (RFC 2047): Q or B, none longer than 75 characters. */
export function encodedWords(text: string, charset: Charset, method: 'Q' | 'B'): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let chunk = '';
  const open = `=?${charset}?${method}?`;
  const encode = (part: string): string => {
    const bytes = encodeCharset(part, charset);
    if (method === 'B') return bytes.toString('base64');
    let coded = '';
    for (const byte of bytes) {
      const char = String.fromCharCode(byte);
      if (byte === 32) coded += '_';
      else if (/[A-Za-z0-9!*+/-]/.test(char)) coded += char;
      else coded += `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return coded;
  };
  for (const char of text) {
    if (open.length + encode(chunk + char).length + 2 > 75) {
      words.push(`${open}${encode(chunk)}?=`);
      chunk = '';
    }
    chunk += char;
  }
  return [...words, `${open}${encode(chunk)}?=`].join(' ');
}

/** Folds a header line at spaces to lines of 78 where it can (RFC 5322 §2.2.3). */
export function foldHeader(line: string): string {
  if (line.length <= 78) return line;
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current.trim() !== '' && current.length + word.length + 1 > 78 && !current.endsWith(':')) {
      lines.push(current);
      current = ` ${word}`;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, current].join('\r\n');
}
