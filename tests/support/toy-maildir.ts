import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface ToyMail {
  readonly sender?: string;
  readonly address: string;
  readonly subject: string;
  readonly body?: string;
  readonly html?: string;
  readonly listId?: string;
  readonly attachment?: string;
}

/** What tells the folders of a `ToyMaildir` apart: one sender and one subject each. */
export const toyFolders = [
  ['Factures', 'edf', 'facture edf'],
  ['Voyages', 'sncf', 'billet sncf'],
  ['Divers', 'mamie', 'photos famille'],
] as const;

/** A Maildir on disk whose folders hold three mails each, and an inbox to fill. */
export class ToyMaildir {
  readonly path = mkdtempSync(join(tmpdir(), 'casier-toys-'));
  #count = 0;

  constructor() {
    this.#makeFolder('INBOX');
    for (const [folder, sender, subject] of toyFolders) this.fill(folder, sender, subject);
  }

  /** Makes a folder of three mails by one sender. */
  fill(folder: string, sender: string, subject: string): void {
    this.#makeFolder(folder);
    const address = `${sender.replace(/[^a-z]/gi, '')}@filed.example`;
    for (let mail = 0; mail < 3; mail++) this.put(folder, { sender, address, subject, body: 'Bonjour' });
  }

  /** Delivers a mail; gives its Message-ID. Later ones are newer. */
  put(folder: string, mail: ToyMail): string {
    this.#count += 1;
    const id = `toy${this.#count}@example.org`;
    const at = new Date(Date.now() - 48 * 3_600_000 + this.#count * 1000);
    const name = `${Math.floor(at.getTime() / 1000)}.M${this.#count}.host:2,`;
    writeFileSync(join(this.path, folder, 'cur', name), source(mail, id, at));
    return id;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  #makeFolder(name: string): void {
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(this.path, name, inside), { recursive: true });
  }
}

function source(mail: ToyMail, id: string, at: Date): string {
  const { sender, address, subject, body = '', html, listId, attachment } = mail;
  const boundary = 'between-the-parts';
  const text =
    html === undefined
      ? ['Content-Type: text/plain; charset=utf-8', base64(body)]
      : ['Content-Type: text/html; charset=utf-8', base64(html)];
  const parts = [text];
  if (attachment !== undefined) {
    const named = `filename="${encoded(attachment)}"`;
    parts.push([
      `Content-Type: application/pdf\r\nContent-Disposition: attachment; ${named}`,
      base64('%PDF-1.4'),
    ]);
  }
  return [
    `From: ${sender === undefined ? '' : encoded(sender)} <${address}>`,
    'To: me@mail.example',
    `Subject: ${encoded(subject)}`,
    `Message-ID: <${id}>`,
    `Date: ${at.toUTCString()}`,
    ...(listId === undefined ? [] : [`List-Id: ${listId}`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...parts.map(
      ([head, content]) => `--${boundary}\r\n${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}`,
    ),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function base64(text: string): string {
  return (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
}

/** An encoded word (RFC 2047). */
function encoded(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
