import { Buffer } from 'node:buffer';
import { headerDate, parisOffset } from './dates.ts';
import {
  base64Lines,
  crlf,
  encodeCharset,
  encodedWords,
  fittingCharset,
  foldHeader,
  quotedPrintable,
} from './encode.ts';
import { hashText } from './random.ts';
import type { Charset, Letter, Person } from './types.ts';

interface Part {
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const CRLF = '\r\n';

function textPart(type: string, text: string, letter: Letter): Part {
  const charset = fittingCharset(text, letter.charset);
  const declared = type === 'text/html' ? text.replace('charset=utf-8', `charset=${charset}`) : text;
  const bytes = encodeCharset(crlf(declared), charset);
  const plain = bytes.every((byte) => byte < 128) && declared.split('\n').every((line) => line.length < 900);
  const tooLong = declared.split('\n').some((line) => line.length > 480);
  const wanted = letter.encoding === '8bit' && tooLong ? 'quoted-printable' : letter.encoding;
  const encoding = plain && type === 'text/plain' && wanted !== 'base64' ? '7bit' : wanted;
  const body =
    encoding === 'base64'
      ? base64Lines(bytes)
      : encoding === 'quoted-printable'
        ? quotedPrintable(bytes)
        : bytes;
  return {
    headers: [`Content-Type: ${type}; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`],
    body,
  };
}

function join(kind: string, parts: readonly Part[], boundary: string): Part {
  const pieces = parts.flatMap((part) => [
    Buffer.from(`--${boundary}${CRLF}${part.headers.join(CRLF)}${CRLF}${CRLF}`, 'latin1'),
    part.body,
    Buffer.from(CRLF, 'latin1'),
  ]);
  return {
    headers: [`Content-Type: multipart/${kind};${CRLF} boundary="${boundary}"`],
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--${CRLF}`, 'latin1')]),
  };
}

function content(letter: Letter): Part {
  const boundary = (label: string): string => {
    const mark = hashText(`${label}${letter.messageId}`).toString(16).padStart(8, '0');
    return `----=_${label}_${mark}${hashText(letter.messageId, 7).toString(16).padStart(8, '0')}`;
  };
  const versions: Part[] = [];
  if (letter.withText || letter.html === null) versions.push(textPart('text/plain', letter.text, letter));
  if (letter.html !== null) versions.push(textPart('text/html', letter.html, letter));
  if (letter.calendar !== null) {
    versions.push({
      headers: [
        'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
        'Content-Transfer-Encoding: base64',
      ],
      body: base64Lines(Buffer.from(letter.calendar, 'utf8')),
    });
  }
  const [only] = versions;
  const main = versions.length === 1 && only ? only : join('alternative', versions, boundary('alt'));
  if (letter.attachments.length === 0) return main;
  const files = letter.attachments.map((file): Part => {
    const name = encodedWords(file.filename, 'utf-8', 'B');
    return {
      headers: [
        `Content-Type: ${file.type};${CRLF} name="${name}"`,
        `Content-Disposition: attachment;${CRLF} filename="${name}"`,
        'Content-Transfer-Encoding: base64',
      ],
      body: base64Lines(file.content),
    };
  });
  return join('mixed', [main, ...files], boundary('mix'));
}

function addressText(person: Person, charset: Charset, method: 'Q' | 'B'): string {
  if (person.name === '') return person.address;
  if (!/^[\x20-\x7e]*$/.test(person.name)) {
    return `${encodedWords(person.name, fittingCharset(person.name, charset), method)} <${person.address}>`;
  }
  return /^[A-Za-z0-9 '-]*$/.test(person.name)
    ? `${person.name} <${person.address}>`
    : `"${person.name.replace(/["\\]/g, '\\$&')}" <${person.address}>`;
}

/** The trace headers a mail gathers on its way (RFC 5321 §4.4); the times are a few seconds after it was written. */
function trace(letter: Letter): string[] {
  const mark = hashText(letter.messageId, 99);
  const id = mark.toString(36).toUpperCase();
  const domain = letter.from.address.split('@')[1] ?? 'invalid.example';
  const owner = letter.to[0]?.address ?? '';
  const arrived = headerDate(letter.date + 4000 + (mark % 9000), 0);
  const sent = headerDate(letter.date + 1000 + (mark % 2000), parisOffset(letter.date));
  const relay = `192.0.2.${1 + (mark % 250)}`;
  return [
    `Return-Path: <bounce-${id.toLowerCase()}@${domain}>`,
    `Received: from out${mark % 7}.${domain} (out${mark % 7}.${domain} [${relay}])${CRLF}\tby mx.casier.example (Postfix) with ESMTPS id ${id}${CRLF}\tfor <${owner}>; ${arrived}`,
    `Received: from app-${mark % 40}.${domain} (unknown [198.51.100.${1 + (mark % 120)}])${CRLF}\tby out${mark % 7}.${domain} (Postfix) with ESMTP id ${id.split('').reverse().join('')};${CRLF}\t${sent}`,
    `Authentication-Results: mx.casier.example; spf=pass smtp.mailfrom=${domain};${CRLF}\tdkim=pass header.d=${domain}`,
  ];
}

/** Composes the bytes of a mail (RFC 5322, RFC 2045–2047), every line ended by CRLF. */
export function composeMessage(letter: Letter): Buffer {
  const method = hashText(letter.from.address) % 3 === 0 ? 'B' : 'Q';
  const people = (list: readonly Person[]): string =>
    list.map((person) => addressText(person, letter.charset, method)).join(', ');
  const subjectCharset = fittingCharset(letter.subject, letter.charset);
  const body = content(letter);
  const last = letter.references.at(-1);
  const headers = [
    ...(letter.received ? trace(letter) : []),
    `Date: ${headerDate(letter.date, parisOffset(letter.date))}`,
    foldHeader(`From: ${people([letter.from])}`),
    foldHeader(`To: ${people(letter.to)}`),
    ...(letter.cc.length > 0 ? [foldHeader(`Cc: ${people(letter.cc)}`)] : []),
    foldHeader(`Subject: ${encodedWords(letter.subject, subjectCharset, method)}`),
    `Message-ID: <${letter.messageId}>`,
    ...(last === undefined ? [] : [`In-Reply-To: <${last}>`]),
    ...(letter.references.length === 0
      ? []
      : [foldHeader(`References: ${letter.references.map((id) => `<${id}>`).join(' ')}`)]),
    ...letter.headers.map(([name, value]) => foldHeader(`${name}: ${value}`)),
    'MIME-Version: 1.0',
    ...body.headers,
  ];
  return Buffer.concat([Buffer.from(headers.join(CRLF) + CRLF + CRLF, 'latin1'), body.body]);
}
