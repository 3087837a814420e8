import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../support/commands.ts';

const folder = join(root, 'tests/fixtures/hostile-html');

export interface HostileMail {
  readonly name: string;
  readonly html: string;
  /** From, and Reply-To where it has one. */
  readonly headers: readonly string[];
}

/**
 * The corpus: mails that try to run, load, lead away, leak or spoil the window. In the files `{{at}}` stands for an address that
 * must not be asked, `{{repeat n text}}` for what would be too long to keep; a first comment may name sender and answers.
 */
export function hostileMails(server: string): HostileMail[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.html'))
    .sort()
    .map((file) => {
      const name = file.replace('.html', '');
      const source = readFileSync(join(folder, file), 'utf8');
      const head = /^<!-- from: "(.*?)" (<[^>]*>)(?: reply-to: (<[^>]*>))? -->/u.exec(source);
      const word = `=?utf-8?B?${Buffer.from(head?.[1] ?? name).toString('base64')}?=`;
      return {
        name,
        html: source
          .replaceAll('{{at}}', `${server}/${name}`)
          .replace(/\{\{repeat (\d+) (.*?)\}\}(?!\})/gsu, (_all, count, text: string) =>
            text.repeat(Number(count)),
          ),
        headers: [
          `From: ${word} ${head?.[2] ?? '<x@hostile.example>'}`,
          ...(head?.[3] === undefined ? [] : [`Reply-To: ${head[3]}`]),
        ],
      };
    });
}

/** Writes a Maildir whose inbox holds these mails, the first one newest. */
export function writeHostileMaildir(path: string, mails: readonly HostileMail[]): void {
  for (const box of ['INBOX', 'Filed'])
    for (const inside of ['cur', 'new', 'tmp']) mkdirSync(join(path, box, inside), { recursive: true });
  mails.forEach(({ name, html, headers }, position) => {
    const at = new Date(Date.now() - (position + 1) * 60_000);
    const source = [
      ...headers,
      'To: me@mail.example',
      `Subject: ${name}`,
      `Message-ID: <${name}@hostile.example>`,
      `Date: ${at.toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n'),
      '',
    ].join('\r\n');
    const file = `${Math.floor(at.getTime() / 1000)}.M${position}.host:2,`;
    writeFileSync(join(path, 'INBOX', 'cur', file), source);
  });
}
