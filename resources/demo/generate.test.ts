import { createHash } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultNow, generateMailbox, type MailboxOptions } from './generate.ts';
import type { Mail, Shape } from './types.ts';

interface Read {
  readonly mail: Mail;
  readonly email: Email;
}

function digest(options: MailboxOptions): string {
  const hash = createHash('sha256');
  for (const { folder, flags, date, source } of generateMailbox(options)) {
    hash.update(`${folder}|${flags}|${date}|`).update(source);
  }
  return hash.digest('hex');
}

/** Thousands of mails are parsed; a busy machine may take its time. Milliseconds. */
const patience = 60_000;

const parsed = new Map<Shape, Promise<Read[]>>();
/** All mails of a shape, parsed once for the whole file. */
function readAll(shape: Shape): Promise<Read[]> {
  const known = parsed.get(shape);
  if (known) return known;
  const mails = [...generateMailbox({ shape, count: 1500 })];
  const all = Promise.all(mails.map(async (mail) => ({ mail, email: await PostalMime.parse(mail.source) })));
  parsed.set(shape, all);
  return all;
}

const inFolder = (all: readonly Read[], folder: string): Read[] =>
  all.filter(({ mail }) => mail.folder === folder);
const ids = (header: string | undefined): string[] => header?.match(/<[^>]+>/g) ?? [];

describe('the same seed', () => {
  it('gives the same bytes, and another seed others', () => {
    expect(digest({ seed: 4 })).toBe(digest({ seed: 4 }));
    expect(digest({ seed: 4 })).not.toBe(digest({ seed: 5 }));
  });

  it('gives other mails at another moment, none of them younger', () => {
    const now = defaultNow - 200 * 86_400_000;
    const dates = [...generateMailbox({ now })].map(({ date }) => date);
    expect(Math.max(...dates)).toBeLessThanOrEqual(now);
    expect(Math.max(...dates)).toBeGreaterThan(now - 3 * 86_400_000);
  });
});

describe.each(['demo', 'french', 'tangled', 'bulk'] as const)('every mail of the %s mailbox', (shape) => {
  let all: Read[];
  beforeAll(async () => {
    all = await readAll(shape);
  }, patience);

  it('is a well-formed message with lines ended by CRLF and headers in ASCII', () => {
    for (const { mail } of all) {
      const text = Buffer.from(mail.source).toString('latin1');
      expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
      const head = text.slice(0, text.indexOf('\r\n\r\n'));
      expect(head).toMatch(/^[\t\r\n\x20-\x7e]+$/);
      expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(998);
    }
  });

  it('has a sender under a reserved domain, a subject, a date and words, with nothing left unfilled', () => {
    for (const { mail, email } of all) {
      expect(email.from?.address).toMatch(/^[a-z0-9.-]+@[a-z0-9.-]+\.(example|invalid|test)$/);
      expect(email.subject ?? '').toMatch(/\S/);
      expect(Date.parse(email.date ?? '')).toBe(Math.floor(mail.date / 1000) * 1000);
      const shown = email.text ?? (email.html ?? '').replace(/<style.*?<\/style>|<[^>]+>/gs, ' ');
      const words = `${email.subject}\n${shown}`;
      expect(words.length).toBeGreaterThan(60);
      expect(
        words.match(/undefined|NaN|\ufffd|[{}]|\d~\d|^>>> (?:[a-e]|me|from)$|^@(pdf|png|ics)|\[~/m),
      ).toBeNull();
    }
  });

  it('has a Message-ID and a body of its own', () => {
    expect(new Set(all.map(({ email }) => email.messageId)).size).toBe(all.length);
    const bodies = new Set(all.map(({ email }) => (email.text ?? '') + (email.html ?? '')));
    expect(bodies.size).toBe(all.length);
  });

  it('answers only mails that are there and older', () => {
    const dates = new Map(all.map(({ mail, email }) => [email.messageId, mail.date]));
    const answers = all.filter(({ email }) => email.inReplyTo !== undefined);
    expect(answers.length).toBeGreaterThan(all.length / 20);
    for (const { mail, email } of answers) {
      expect(email.subject).toMatch(/^re ?: /i);
      expect(ids(email.references).at(-1)).toBe(email.inReplyTo);
      for (const id of ids(email.references)) expect(dates.get(id) ?? Infinity).toBeLessThan(mail.date);
    }
  });
});

describe('the demo mailbox', () => {
  let all: Read[];
  beforeAll(async () => {
    all = await readAll('demo');
  }, patience);

  it('is one cluttered person: many folders, a full inbox, the usual places', () => {
    const folders = new Set(all.map(({ mail }) => mail.folder));
    expect(all.length).toBeGreaterThanOrEqual(700);
    expect(folders.size).toBeGreaterThanOrEqual(14);
    for (const folder of ['Travail/Projet Lumière', 'Sent', 'Drafts', 'Trash', 'Junk']) {
      expect(folders).toContain(folder);
    }
    expect(inFolder(all, 'INBOX').length).toBeGreaterThanOrEqual(280);
    expect(all.reduce((sum, { mail }) => sum + mail.source.length, 0)).toBeLessThan(8e6);
  });

  it('has an inbox of which most, not all, belongs in a folder that is there', () => {
    const folders = new Set(all.map(({ mail }) => mail.folder));
    const inbox = inFolder(all, 'INBOX');
    const homeless = inbox.filter(({ mail }) => mail.home === null);
    expect(homeless.length / inbox.length).toBeGreaterThan(0.05);
    expect(homeless.length / inbox.length).toBeLessThan(0.2);
    for (const { mail } of inbox) if (mail.home !== null) expect(folders).toContain(mail.home);
    const known = new Set(
      all.filter(({ mail }) => mail.folder === mail.home).map(({ email }) => email.from?.address),
    );
    const strangers = inbox.filter(
      ({ mail, email }) => mail.home !== null && !known.has(email.from?.address ?? ''),
    );
    expect(strangers.length).toBeGreaterThanOrEqual(10);
  });

  it('leaves part of the inbox unread and nothing elsewhere but junk', () => {
    const unread = all.filter(({ mail }) => !mail.flags.includes('S'));
    expect(unread.length).toBeGreaterThan(40);
    expect(new Set(unread.map(({ mail }) => mail.folder))).toEqual(new Set(['INBOX', 'Junk']));
    expect(inFolder(all, 'Drafts').every(({ mail }) => mail.flags.startsWith('D'))).toBe(true);
    for (const { mail } of all) if (mail.fresh) expect(mail).toMatchObject({ folder: 'INBOX', flags: '' });
  });

  it('speaks French and English, in several charsets and encodings', () => {
    const sources = all.map(({ mail }) => Buffer.from(mail.source).toString('latin1')).join('\n');
    for (const charset of ['utf-8', 'iso-8859-1', 'windows-1252'])
      expect(sources).toContain(`charset=${charset}`);
    for (const encoding of ['quoted-printable', 'base64', '8bit', '7bit']) {
      expect(sources).toContain(`Content-Transfer-Encoding: ${encoding}`);
    }
    const english = all.filter(({ email }) => /\b(the|your|you)\b/.test(email.text ?? ''));
    expect(english.length / all.length).toBeGreaterThan(0.2);
    expect(english.length / all.length).toBeLessThan(0.5);
  });

  it('invites at the hour the text tells, with attachments of the kinds people send', () => {
    const types = new Set(all.flatMap(({ email }) => email.attachments.map(({ mimeType }) => mimeType)));
    expect([...types].sort()).toEqual(['application/pdf', 'image/png', 'text/calendar']);
    const reminder = all.find(({ email }) => email.subject?.startsWith('Rappel : rendez-vous le'));
    const [, hour = '', minute = ''] = /à (\d+)h(\d\d)/.exec(reminder?.email.subject ?? '') ?? [];
    const event = reminder?.email.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const calendar =
      typeof event?.content === 'string'
        ? event.content
        : Buffer.from(event?.content as ArrayBuffer).toString();
    const start = /DTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/.exec(calendar)?.slice(1).map(Number) ?? [];
    const at = new Date(Date.UTC(start[0]!, start[1]! - 1, start[2], start[3], start[4]));
    const shown = new Intl.DateTimeFormat('fr', {
      timeZone: 'Europe/Paris',
      hour: 'numeric',
      minute: '2-digit',
    }).format(at);
    expect(shown).toBe(`${hour.padStart(2, '0')}:${minute}`);
  });
});

describe('the French mailbox', () => {
  it('is large, filed in many folders and nearly all French', async () => {
    const all = await readAll('french');
    expect(all.length).toBeGreaterThanOrEqual(2000);
    expect(new Set(all.map(({ mail }) => mail.folder)).size).toBeGreaterThanOrEqual(20);
    const french = all.filter(({ email }) =>
      /(?:^|\s)(?:le|la|les|de|des|et|vous|pour|du)\s/.test(email.text ?? email.html ?? ''),
    );
    expect(french.length / all.length).toBeGreaterThan(0.94);
  });
});

describe('the French mailbox that is hard to file', () => {
  let all: Read[];
  beforeAll(async () => {
    all = (await readAll('tangled')).filter(({ mail }) => !['INBOX', 'Sent'].includes(mail.folder));
  }, patience);
  const groups = (of: (one: Read) => string | undefined, by: (one: Read) => string | undefined) =>
    [...Map.groupBy(all, by).values()].filter((some) => new Set(some.map(of)).size > 1);

  it('is large and filed in many folders', () => {
    expect(all.length).toBeGreaterThanOrEqual(2000);
    expect(new Set(all.map(({ mail }) => mail.folder)).size).toBeGreaterThanOrEqual(30);
  });

  it('has senders whose mail goes to several folders, and folders with several senders', () => {
    const senders = new Set(all.map(({ email }) => email.from?.address));
    const scattered = groups(
      ({ mail }) => mail.folder,
      ({ email }) => email.from?.address,
    );
    expect(scattered.length / senders.size).toBeGreaterThan(0.5);
    const shared = groups(
      ({ email }) => email.from?.address,
      ({ mail }) => mail.folder,
    );
    expect(shared.length).toBeGreaterThan(25);
  });

  it('was sorted anew on the way: old bills lie where all bills lay', () => {
    const energy = all.filter(
      ({ email }) => email.from?.address === 'service.client@energies-du-val.example',
    );
    const inFolderOf = (some: readonly Read[]) => new Set(some.map(({ mail }) => mail.folder));
    const old = energy.filter(({ mail }) => mail.date < defaultNow - 430 * 86_400_000);
    expect(inFolderOf(old)).not.toContain('Maison/Énergie');
    expect(inFolderOf(energy)).toContain('Maison/Énergie');
  });
});

describe('the large mailbox', () => {
  it('has as many mails as asked, spread and sized as mail is', () => {
    const mails = [...generateMailbox({ shape: 'bulk', count: 5000 })];
    expect(mails.length).toBe(5000);
    const inbox = mails.filter(({ folder }) => folder === 'INBOX').length;
    expect(inbox / mails.length).toBeGreaterThan(0.2);
    expect(inbox / mails.length).toBeLessThan(0.25);
    expect(new Set(mails.map(({ folder }) => folder)).size).toBeGreaterThanOrEqual(40);
    const sizes = mails.map(({ source }) => source.length);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(5000);
    expect(mean).toBeLessThan(8500);
    expect(sizes.filter((size) => size > 30_000 && size < 70_000).length).toBeGreaterThan(50);
    expect(sizes.filter((size) => size > 180_000).length).toBeGreaterThan(2);
  });
});
