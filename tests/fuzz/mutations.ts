import type { Random } from '../../resources/demo/random.ts';

/** Changes a mail; bytes are kept as Latin-1 characters. `other` is a second mail to take parts from. */
type Mutation = (mail: string, random: Random, other: string) => string;

/** No input is larger: this is about what mails are like, not how long. */
export const LARGEST = 2_000_000;

/** Places that parsers look for. */
const marks = [
  '\0',
  '\r',
  '\n',
  '\r\n\r\n',
  '"',
  '\\',
  '(',
  ')',
  '<',
  '>',
  ';',
  ',',
  ':',
  '=',
  '=?',
  '?=',
  '=?utf-8?q?',
  '=?utf-8?b?',
  '=?x-unknown?b?AAAA?=',
  '=\n',
  '=ZZ',
  '\u00ff\u00fe',
  '\u00ef\u00bb\u00bf',
  '\u00ed\u00a0\u0080',
  '\u00c3',
  '&#x110000;',
  '&#xD800;',
  '<!--',
  '<![CDATA[',
  "*0*=utf-8''%ff%",
  '; charset=',
  '\t \t',
  '--',
];
const charsets =
  'utf-8 utf-7 utf-16 utf-16le utf-32 us-ascii iso-8859-1 iso-8859-15 iso-8859-16 iso-2022-jp iso-2022-kr shift_jis euc-jp gb18030 big5 koi8-r windows-1252 windows-874 cp437 x-unknown "" "utf-8 binary 8bit'.split(
    ' ',
  );
const encodings = 'base64 quoted-printable 7bit 8bit binary x-uuencode uuencode BASE64; "base64 x'.split(' ');
const types =
  'text/plain text/html text/calendar text/enriched multipart/mixed multipart/alternative multipart/related multipart/signed multipart/digest multipart/ message/rfc822 message/delivery-status message/partial message/external-body application/octet-stream application/ms-tnef image/png / text "'.split(
    ' ',
  );

/** Ways to spoil a mail, by name: the name stands in the report. */
export const spoiling: Readonly<Record<string, Mutation>> = {
  'bytes flipped': (mail, random) => {
    const bytes = Buffer.from(mail, 'latin1');
    for (let count = random.int(1, 40); count > 0 && bytes.length > 0; count -= 1) {
      bytes[random.int(0, bytes.length - 1)] = random.int(0, 255);
    }
    return bytes.toString('latin1');
  },
  'cut off': (mail, random) => mail.slice(0, random.int(0, mail.length)),
  'beginning lost': (mail, random) => mail.slice(random.int(0, Math.min(mail.length, 400))),
  'marks put in': (mail, random) => {
    let text = mail;
    for (let count = random.int(1, 8); count > 0; count -= 1) {
      const at = random.int(0, text.length);
      text = text.slice(0, at) + random.pick(marks).repeat(random.chance(0.9) ? 1 : 50) + text.slice(at);
    }
    return text;
  },
  'part repeated': (mail, random) => {
    const at = random.int(0, mail.length);
    const part = mail.slice(at, at + random.int(1, random.chance(0.7) ? 100 : 5000));
    return mail.slice(0, at) + part.repeat(random.int(2, 30)) + mail.slice(at + part.length);
  },
  'lines deleted': (mail, random) => lines(mail, (all) => all.filter(() => !random.chance(0.1))),
  'lines repeated': (mail, random) =>
    lines(mail, (all) => all.flatMap((line) => (random.chance(0.1) ? [line, line] : [line]))),
  'lines shuffled': (mail, random) =>
    lines(mail, (all) => {
      const from = random.int(0, all.length);
      const to = from + random.int(2, 30);
      return [...all.slice(0, from), ...random.shuffle(all.slice(from, to)), ...all.slice(to)];
    }),
  'lines joined': (mail, random) => mail.replace(/\r?\n/g, (end) => (random.chance(0.05) ? '' : end)),
  'line ends changed': (mail, random) =>
    mail.replace(/\r?\n/g, () => random.pick(['\n', '\r\n', '\r', '\r\r\n', '\n\r'])),
  'header of another': (mail, _random, other) => headerOf(other) + mail.slice(headerOf(mail).length),
  'fields of another': (mail, random, other) =>
    lines(other, (all) => all.filter((line) => /^[\w-]+:/.test(line) && random.chance(0.4)).slice(0, 40)) +
    mail,
  'half of another': (mail, random, other) =>
    mail.slice(0, random.int(0, mail.length)) + other.slice(random.int(0, other.length)),
  'boundaries changed': (mail, random) =>
    mail.replace(/^--\S+|boundary=\S*/gim, (mark) =>
      random.pick([
        mark,
        mark,
        mark,
        `${mark}--`,
        mark.slice(0, -1),
        `${mark} `,
        'boundary=',
        'boundary=""',
        '--',
        '',
        mark.toUpperCase(),
      ]),
    ),
  'charsets changed': (mail, random) =>
    mail.replace(/charset\*?=("[^"\r\n]*"|[^\s;]*)/gi, () => `charset=${random.pick(charsets)}`),
  'encodings changed': (mail, random) =>
    mail.replace(
      /^(content-transfer-encoding:).*/gim,
      (_, name: string) => `${name} ${random.pick(encodings)}`,
    ),
  'types changed': (mail, random) =>
    mail.replace(/^(content-type:)\s*[^;\r\n]*/gim, (field, name: string) =>
      random.chance(0.6) ? `${name} ${random.pick(types)}` : field,
    ),
  'encoded words broken': (mail, random) =>
    mail.replace(
      /=\?([^?\r\n]*)\?([bq])\?([^?\r\n]*)\?=/gi,
      (_, _charset, way: string, word: string) =>
        `=?${random.pick(charsets)}?${random.pick([way, 'x', ''])}?${word.slice(random.int(0, 3))}${random.pick(['?=', '?', '=', '', '?= =?utf-8?q?'])}`,
    ),
  'quotes left open': (mail, random) => mail.replace(/"/g, (quote) => (random.chance(0.4) ? '' : quote)),
  'null bytes': (mail, random) => mail.replace(/[\s\S]/g, (one) => (random.chance(0.01) ? '\0' : one)),
};

/** Ways to make a mail large; they take most of the time, so they are tried less often. */
export const swelling: Readonly<Record<string, Mutation>> = {
  'nested deep': (mail, random) => {
    const depth = random.int(2, random.chance(0.8) ? 60 : 2000);
    const isMessage = random.chance(0.3);
    let head = '';
    for (let level = 0; level < depth; level += 1) {
      head += isMessage
        ? 'Content-Type: message/rfc822\n\n'
        : `Content-Type: multipart/${random.pick(['mixed', 'alternative', 'related'])}; boundary=b${level}\n\n--b${level}\n`;
    }
    return head + mail;
  },
  'one field endless': (mail, random) => {
    const name = random.pick([
      'To',
      'From',
      'Subject',
      'References',
      'Content-Type',
      'X-A',
      'Received',
      'Date',
      'List-Id',
    ]);
    const piece = random.pick([
      'a',
      ' ',
      '<a@b.example>, ',
      '=?utf-8?q?=C3=A9?= ',
      '=?utf-8?b?w6k',
      '"',
      '(',
      '\\',
      'g: a@b.example; ',
      '; a*0*=x',
      ';',
      '\n ',
      '<',
      '@',
      ',',
    ]);
    return `${name}: ${piece.repeat(random.int(100, random.chance(0.8) ? 5000 : 60_000))}\n${mail}`;
  },
  'fields without number': (mail, random) =>
    `${Array.from({ length: random.int(500, 20_000) }, (_, index) => `X-${index}: ${index}`).join('\n')}\n${mail}`,
  'parts without number': (mail, random) => {
    const part = random.pick([
      'Content-Disposition: attachment; filename=a.txt\n\nx\n',
      'Content-Type: text/html\n\n<p>x\n',
      '\n',
      'Content-Type: image/png\nContent-ID: <a>\n\nx\n',
      'Content-Type: message/rfc822\n\nSubject: x\n\ny\n',
    ]);
    const count = random.int(100, random.chance(0.8) ? 2000 : 20_000);
    return `Content-Type: multipart/${random.pick(['mixed', 'related', 'alternative'])}; boundary=q\n${`\n--q\n${part}`.repeat(count)}\n--q\n${mail}`;
  },
  'lines without number': (mail, random) => {
    const line = random.pick(['\n', 'a\n', '\r\n', '=\n', '> \n', 'QQ==\n', ' \n']);
    const at = random.int(0, mail.length);
    return (
      mail.slice(0, at) +
      line.repeat(random.int(1000, random.chance(0.8) ? 50_000 : 600_000)) +
      mail.slice(at)
    );
  },
  'HTML without end': (mail, random) => {
    const piece = random.pick([
      '<div>',
      '<table><tr><td>',
      '<a href="',
      '<!--',
      '&amp',
      '&#',
      '<b ',
      '</',
      '<style>',
      '\u00a0',
    ]);
    const head = 'Content-Type: text/html; charset=utf-8\n\n';
    return head + piece.repeat(random.int(100, random.chance(0.8) ? 20_000 : 200_000)) + mail;
  },
};

function lines(mail: string, change: (all: string[]) => string[]): string {
  return change(mail.split('\n')).join('\n');
}

function headerOf(mail: string): string {
  return mail.slice(0, /\r?\n\r?\n/.exec(mail)?.index ?? mail.length);
}
