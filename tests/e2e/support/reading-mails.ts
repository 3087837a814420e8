import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Draft {
  readonly name: string;
  readonly subject: string;
  readonly from?: string;
  readonly html?: string;
  readonly text?: string;
  readonly inReplyTo?: string;
  readonly files?: readonly (readonly [filename: string, bytes: string])[];
}

const thread = Array.from({ length: 200 }, (_, position): Draft => ({
  name: `trip${position}`,
  subject: position === 0 ? 'The trip' : 'Re: The trip',
  from: position % 2 === 0 ? 'Ann <ann@friends.example>' : 'Ben <ben@friends.example>',
  text: `Words ${position} of the trip.\n\n> Earlier words\n> that were said\n> before these\n`,
  ...(position === 0 ? {} : { inReplyTo: `trip${position - 1}` }),
}));

const drafts: readonly Draft[] = [
  ...thread,
  {
    name: 'files',
    subject: 'The files',
    text: 'See the files.',
    files: [
      ['bill.pdf', '%PDF-1.4 bill'],
      ['invoice.pdf.exe', 'MZ'],
      ['note\u202Etxt.exe', 'MZ'],
    ],
  },
  {
    name: 'links',
    subject: 'The links',
    html: `<p style="margin:0;font-size:30px"><a href="https://evil.example/pay">https://bank.example/login</a></p>
      <p style="font-size:30px"><a href="https://honest.example/">Our terms</a></p>
      <div class="gmail_quote">On Monday Ann wrote: <b>quoted words</b></div>`,
  },
  ...['one', 'two'].map((which): Draft => ({
    name: `pictures-${which}`,
    subject: `The pictures, ${which}`,
    from: 'Shop <news@shop.example>',
    html: `<p>Look:</p><img src="https://pics.example/logo.png" alt="Logo"><img src="http://pics.example/plain.png">
      <img src="https://count.example/open.gif" width="1" height="1"><img src="https://pics.example/pixel.gif">
      <img src="https://pics.example/drawing.svg"><p>After</p>`,
  })),
];

/** Writes a Maildir with what a person reads: a thread of 200 mails, pictures, files and links; the last one newest. */
export function writeReadingMaildir(path: string): void {
  for (const box of ['INBOX', 'Filed'])
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(path, box, inside), { recursive: true });
  drafts.forEach((draft, position) => {
    const at = new Date(Date.now() - (drafts.length - position) * 60_000);
    writeFileSync(
      join(path, 'INBOX', 'cur', `${Math.floor(at.getTime() / 1000)}.M${position}.host:2,`),
      source(draft, at),
    );
  });
}

function source(draft: Draft, at: Date): string {
  const { name, subject, from = 'Ann <ann@friends.example>', html, text = '', inReplyTo, files = [] } = draft;
  const boundary = 'between-the-parts';
  const parts = [
    part(`Content-Type: text/${html === undefined ? 'plain' : 'html'}; charset=utf-8`, html ?? text),
    ...files.map(([filename, bytes]) => {
      const word = `=?utf-8?B?${Buffer.from(filename).toString('base64')}?=`;
      const head = `Content-Type: application/octet-stream; name="${word}"`;
      return part(`${head}\r\nContent-Disposition: attachment; filename="${word}"`, bytes);
    }),
  ];
  return [
    `From: ${from}`,
    'To: me@mail.example',
    `Subject: ${subject}`,
    `Message-ID: <${name}@reading.example>`,
    ...(inReplyTo === undefined
      ? []
      : [`In-Reply-To: <${inReplyTo}@reading.example>`, `References: <trip0@reading.example>`]),
    `Date: ${at.toUTCString()}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.map((body) => `--${boundary}\r\n${body}`),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function part(head: string, content: string): string {
  const body = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
  return `${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}`;
}
