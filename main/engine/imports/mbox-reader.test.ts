import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../models/maker/random.ts';
import { looksLikeMbox, readMbox } from './mbox-reader.ts';
import { unwrap } from './unwrap.ts';

const NOW = Date.UTC(2026, 10, 21);
const FROM = 'From anne@example.org Tue Nov 17 10:20:45 2026';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'casier-mbox-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

interface Read {
  readonly source: string;
  readonly flags: string;
  readonly cut: boolean;
  readonly end: number;
  readonly at: number;
}

async function read(
  content: string | Buffer,
  options: { start?: number; most?: number } = {},
): Promise<(Read | null)[]> {
  const path = join(dir, 'mails');
  writeFileSync(path, content);
  const file = await open(path);
  const found: (Read | null)[] = [];
  try {
    const { size } = await file.stat();
    for await (const mail of readMbox(file, { size, ...options })) {
      const unwrapped = unwrap(mail, NOW);
      const { cut, end } = mail;
      found.push(
        unwrapped && {
          source: unwrapped.source.toString('latin1'),
          flags: unwrapped.flags,
          at: unwrapped.at,
          cut,
          end,
        },
      );
    }
  } finally {
    await file.close();
  }
  return found;
}

const sources = (found: (Read | null)[]) => found.map((mail) => mail?.source ?? null);
const mail = (subject: string, body = 'Hello\n') =>
  `Subject: ${subject}\nDate: Tue, 17 Nov 2026 10:20:45 +0100\n\n${body}`;

describe('readMbox', () => {
  it('splits at From_ lines and gives each mail as it was sent', async () => {
    const content = `${FROM}\n${mail('one')}\n${FROM}\n${mail('two', 'a\n\nb\n')}\n`;
    expect(sources(await read(content))).toEqual([mail('one'), `${mail('two', 'a\n\nb\n')}\n`]);
  });

  it('takes CRLF for what it is', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    const content = crlf(`${FROM}\n${mail('one', '>From here\n')}\n${FROM}\n${mail('two')}`);
    expect(sources(await read(content))).toEqual([crlf(mail('one', 'From here\n')), crlf(mail('two'))]);
  });

  it.each([
    ['mboxo', '>From me to you\n', 'From me to you\n'],
    ['mboxrd', '>>From me\n>From you\n > From x\na >From b\n', '>From me\nFrom you\n > From x\na >From b\n'],
    [
      'a sentence that nobody quoted',
      'x\n\nFrom Monday on: all is new\n',
      'x\n\nFrom Monday on: all is new\n',
    ],
    [
      'a sentence with a date that nobody quoted',
      'x\n\nFrom Tue Nov 17 10:20:45 2026 on\nall is new\n',
      'x\n\nFrom Tue Nov 17 10:20:45 2026 on\nall is new\n',
    ],
  ])('undoes the quoting of %s', async (_, written, meant) => {
    const content = `${FROM}\n${mail('one', written)}\n${FROM}\n${mail('two')}`;
    expect(sources(await read(content))).toEqual([mail('one', meant), mail('two')]);
  });

  it('believes a Content-Length only where a mail begins behind it', async () => {
    const body = `${FROM}\nSubject: not a mail\n\nin a body\n`;
    const long = (length: number) => `Subject: one\nContent-Length: ${length}\n\n${body}`;
    const right = `${FROM}\n${long(body.length)}\n${FROM}\n${mail('two')}`;
    expect(sources(await read(right))).toEqual([`Subject: one\n\n${body}`, mail('two')]);
    for (const wrong of [body.length - 9, body.length + 9, 999_999_999_999]) {
      expect(await read(`${FROM}\n${long(wrong)}\n${FROM}\n${mail('two')}`)).toHaveLength(3);
    }
  });

  it('knows the separators of Thunderbird, old and new, and its flags', async () => {
    const content = [
      `From - Tue Nov 17 10:20:45 2026\nX-Mozilla-Status: 0003\nX-Mozilla-Status2: 00000000\n${mail('read and answered')}`,
      `From \nX-Mozilla-Status: 0009\n${mail('deleted')}`,
      `From \r\nX-Mozilla-Status: 1004\nX-Mozilla-Keys:                        \n${mail('starred and forwarded')}`,
      `From - \nStatus: RO\nX-Status: AF\n${mail('as mutt says it')}`,
    ].join('\n');
    const found = await read(content);
    expect(found.map((each) => each?.flags ?? null)).toEqual(['RS', null, 'FP', 'FRS']);
    expect(found[3]?.source).toBe(mail('as mutt says it'));
    expect(found[0]?.at).toBe(Date.UTC(2026, 10, 17, 9, 20, 45));
  });

  it('knows the same mail again whatever its flags became', async () => {
    const path = join(dir, 'mails');
    writeFileSync(path, `${FROM}\n${mail('a')}\n${FROM}\nStatus: RO\n${mail('a')}\n${FROM}\n${mail('b')}\n`);
    const file = await open(path);
    const hashes: (string | undefined)[] = [];
    const { size } = await file.stat();
    for await (const each of readMbox(file, { size })) hashes.push(unwrap(each, NOW)?.hash);
    await file.close();
    expect(hashes[0]).toBe(hashes[1]);
    expect(new Set(hashes).size).toBe(2);
  });

  it('gives what there is of a last mail that was cut off', async () => {
    const content = `${FROM}\n${mail('one')}\n${FROM}\nSubject: tw`;
    expect(sources(await read(content))).toEqual([mail('one'), 'Subject: tw']);
    expect(sources(await read(`${FROM}\n${mail('one')}\n${FROM}`))).toEqual([mail('one'), '']);
  });

  it('goes on at any end that it gave', async () => {
    const content = Array.from({ length: 20 }, (_, at) => `${FROM}\n${mail(`nr ${at}`)}\n`).join('');
    const all = await read(content);
    for (const [index, each] of all.slice(0, -1).entries()) {
      expect(sources(await read(content, { start: each?.end ?? 0 }))).toEqual(sources(all.slice(index + 1)));
    }
  });

  it('cuts a mail that is too large, and finds the next', async () => {
    const huge = 'x'.repeat(79) + '\n';
    const content = `${FROM}\n${mail('huge', huge.repeat(100_000))}\n${FROM}\n${mail('small')}`;
    const found = await read(content, { most: 1 << 20 });
    expect(found.map((each) => [each?.cut, each?.source.length])).toEqual([
      [true, 1 << 20],
      [false, mail('small').length],
    ]);
    // From where the cut was, only the rest is found.
    expect(sources(await read(content, { start: found[0]?.end ?? 0 }))).toEqual([mail('small')]);
  });

  it('passes over what stands before the first mail, and finds nothing where nothing is', async () => {
    expect(sources(await read(`\n\n${FROM}\n${mail('one')}`))).toEqual([mail('one')]);
    for (const nothing of ['', '\n\n\n', 'From', 'From ', 'From nowhere\n', '\0\xff\xfe'.repeat(5000)]) {
      expect(await read(Buffer.from(nothing, 'latin1'))).toEqual([]);
    }
  });

  it('splits where chunks of the file meet', async () => {
    const filler = (length: number) => `Subject: f\n\n${'y'.repeat(length)}\n`;
    const edge = (1 << 20) - FROM.length - 'Subject: f\n\n'.length;
    for (let shift = -12; shift < 4; shift += 1) {
      const found = await read(`${FROM}\n${filler(edge + shift)}\n${FROM}\n${mail('two')}`);
      expect([shift, found.length, found[1]?.source]).toEqual([shift, 2, mail('two')]);
    }
  });

  it('survives any bytes, and loses none that are between two separators', async () => {
    const random = seeded(6);
    const pieces = [
      FROM,
      '\n',
      '\r\n',
      '\n\n',
      'From ',
      '>From ',
      'Subject: x',
      '\0',
      '\xff\xfe',
      'Content-Length: 7',
      'X-Mozilla-Status: zzzz',
      ' fold',
      'From - ',
    ];
    for (let round = 0; round < 300; round += 1) {
      const content = Array.from({ length: 60 }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const found = await read(Buffer.from(content, 'latin1'));
      let end = 0;
      for (const each of found) {
        if (each === null) continue;
        expect(each.end).toBeGreaterThan(end);
        end = each.end;
      }
      if (found.length > 0) expect(end).toBe(content.length);
    }
  });
});

it('tells mbox files from others by their beginning', () => {
  expect(looksLikeMbox(Buffer.from(`${FROM}\nSubject: x\n`))).toBe(true);
  expect(looksLikeMbox(Buffer.from('From \r\nX-Mozilla-Status: 0001\r\n'))).toBe(true);
  for (const other of [
    '',
    'SQLite format 3\0',
    '// <!-- <mdb:mork:z v="1.4"/> -->',
    'Subject: x\n\nFrom a',
    'From here to eternity\n',
  ]) {
    expect(looksLikeMbox(Buffer.from(other))).toBe(false);
  }
});
