import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Test mails of six mail libraries: other people's files, so they are not part of this repository. */
const archive = resolve(import.meta.dirname, '../../../shared/data/mime/parser-fixtures.tar.gz');

/** Mails that inputs are made from. `foreign`: whether other people's test mails are among them. */
export interface Seeds {
  readonly mails: readonly Buffer[];
  readonly foreign: boolean;
}

/** The mails of this file, and those of other mail libraries where they are there; always in the same order. */
export function readSeeds(): Seeds {
  if (!existsSync(archive)) return { mails: own(), foreign: false };
  const folder = mkdtempSync(join(tmpdir(), 'casier-fuzz-'));
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort((a, b) => (a < b ? -1 : 1));
    return { mails: [...own(), ...files.map((file) => readFileSync(file))], foreign: true };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One mail of each kind that a parser has a path of its own for. */
function own(): Buffer[] {
  const header = `Message-ID: <a@example.org>
From: =?utf-8?q?Anne_=C3=89lan?= <anne@example.org>
To: "Martin, Paul" <paul@example.net>, Liste: a@b.example, c@d.example;
Subject: =?iso-8859-1?B?UulmIDog6XTp?= et la suite
Date: Tue, 3 Mar 2026 10:11:12 +0100
MIME-Version: 1.0
`;
  const text = 'Bonjour,\n\nVoici la facture n=C2=B0 42 =E2=82=AC.\n> cit=C3=A9\n';
  const qp = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n';
  const html =
    'Content-Type: text/html; charset="windows-1252"\n\n<html><head><style>p{}</style></head><body><p>Caf\u00e9 &amp; <b>th\u00e9</b></p><table><tr><td>1<td>2</table><img src="cid:i@x"></body></html>\n';
  const pdf =
    'Content-Type: application/pdf; name*0*=utf-8\'\'fact%C3%A9; name*1="ure.pdf"\nContent-Disposition: attachment; filename="facture.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\nJVBERi0xLjQK\n';
  const image =
    'Content-Type: image/png\nContent-ID: <i@x>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n';
  const multi = (subtype: string, mark: string, parts: string[]): string =>
    `Content-Type: multipart/${subtype}; boundary="${mark}"\n\n${parts.map((part) => `--${mark}\n${part}`).join('')}--${mark}--\n`;
  const calendar =
    'Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nEND:VEVENT\nEND:VCALENDAR\n';
  const flowed = 'Content-Type: text/plain; format=flowed; delsp=yes\n\nA line that \nflows on.\n-- \nA\n';
  const uu =
    'Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#0V%T\n`\nend\n';
  const alternative = multi('alternative', 'alt', [`${qp}\n${text}`, multi('related', 'rel', [html, image])]);
  const bodies = [
    `${qp}\n${text}`,
    html,
    alternative,
    multi('mixed', 'mix', [alternative, pdf, calendar]),
    multi('mixed', 'fwd', [flowed, `Content-Type: message/rfc822\n\n${header}${alternative}`]),
    multi('report', 'rep', [
      `${qp}\n${text}`,
      'Content-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; b@c.example\nAction: failed\n',
    ]),
    multi('digest', 'dig', [`\n${header}${flowed}`, `\n${header}${qp}\n${text}`]),
    'Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA\n',
    'Content-Type: text/plain; charset=iso-2022-jp\n\n\u001b$B$3$s\u001b(B\n',
    'Content-Type: text/plain; charset=utf-7\n\n+AOk-t+AOk-\n',
    uu,
    'List-Id: <a.b>\nList-Unsubscribe: <mailto:x@y.example>\nReferences: <1@a> <2@b>\n <3@c>\nIn-Reply-To: <3@c>\n\nplain\n',
  ];
  return bodies.flatMap((body, index) => {
    const mail = Buffer.from(header + body, index % 2 === 0 ? 'latin1' : 'utf8');
    return index % 3 === 0
      ? [mail]
      : [Buffer.from(mail.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')];
  });
}
