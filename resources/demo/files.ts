import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';
import { calendarDate } from './dates.ts';
import { beyondLatin, encodeCharset, fittingCharset } from './encode.ts';
import type { Random } from './random.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/**
 * A small picture: sky, hills and a sun in 16 colours. Stored without compression, so that the bytes do not depend on
 * the version of zlib.
 */
export function picture(random: Random, width = 96, height = 64): Buffer {
  const warm = random.int(0, 90);
  const palette = Buffer.alloc(48);
  for (let i = 0; i < 8; i += 1) palette.set([110 + warm + i * 6, 150 + i * 8, 235 - warm + i * 2], i * 3);
  for (let i = 0; i < 7; i += 1) palette.set([40 + i * 9, 90 + i * 14, 50 + i * 5], 24 + i * 3);
  palette.set([255, 236, 150], 45);
  const phase = random.next() * 6;
  const slope = 0.04 + random.next() * 0.06;
  const sun = { x: random.int(10, width - 10), y: random.int(6, 20), r: random.int(4, 8) };
  const rows = Buffer.alloc(height * (width / 2 + 1));
  const colourAt = (x: number, y: number): number => {
    const hill = height * 0.6 + Math.round(Math.sin(x * slope + phase) * 4) * 2;
    if (y > hill) return 8 + Math.min(6, Math.floor((y - hill) / 4));
    return (x - sun.x) ** 2 + (y - sun.y) ** 2 < sun.r ** 2 ? 15 : Math.min(7, Math.floor(y / 6));
  };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 2) {
      rows[y * (width / 2 + 1) + 1 + x / 2] = (colourAt(x, y) << 4) | colourAt(x + 1, y);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([4, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A one-page PDF (1.4) that shows lines of text. */
export function paper(lines: readonly string[]): Buffer {
  const shown = lines.slice(0, 52).map((line) => {
    const safe = fittingCharset(line, 'windows-1252') === 'utf-8' ? line.replace(beyondLatin, ' ') : line;
    return `(${encodeCharset(safe, 'windows-1252')
      .toString('latin1')
      .slice(0, 96)
      .replace(/[\\()]/g, '\\$&')}) Tj T*`;
  });
  const content = `BT /F1 10 Tf 14 TL 56 790 Td\n${shown.join('\n')}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((object, index) => {
    places.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** What a calendar invitation says. */
export interface Invitation {
  readonly uid: string;
  readonly title: string;
  readonly place: string;
  readonly stamp: number;
  readonly start: number;
  readonly minutes: number;
  readonly organiser: { readonly name: string; readonly address: string };
  readonly guests: readonly { readonly name: string; readonly address: string }[];
}

/** The text of an invitation (RFC 5545, method REQUEST of RFC 5546). */
export function invitation(event: Invitation): string {
  const escape = (text: string): string => text.replace(/[\\,;]/g, '\\$&');
  return [
    'BEGIN:VCALENDAR',
    'PRODID:-//Agenda Commun//FR',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${calendarDate(event.stamp)}`,
    `DTSTART:${calendarDate(event.start)}`,
    `DTEND:${calendarDate(event.start + event.minutes * 60_000)}`,
    `SUMMARY:${escape(event.title)}`,
    `LOCATION:${escape(event.place)}`,
    `ORGANIZER;CN=${escape(event.organiser.name)}:mailto:${event.organiser.address}`,
    ...event.guests.map((guest) => `ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:${guest.address}`),
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
