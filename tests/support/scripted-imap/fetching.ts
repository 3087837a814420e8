import type { ModelMail, ModelMailbox } from './model.ts';
import { inSet, type Word } from './words.ts';

/** Mails of a set of UIDs or sequence numbers. */
export function select(mailbox: ModelMailbox, set: string, byUid: boolean): ModelMail[] {
  const last = byUid ? (mailbox.mails.at(-1)?.uid ?? 0) : mailbox.mails.length;
  return mailbox.mails.filter((mail, index) => inSet(set, byUid ? mail.uid : index + 1, last));
}

/** One FETCH response, in Latin-1 so that a literal keeps its bytes. */
export function describe(mailbox: ModelMailbox, mail: ModelMail, items: readonly Word[]): string {
  const wanted = items.flat().filter((item): item is string => typeof item === 'string');
  const parts = wanted.flatMap((item) => describeItem(mail, item) ?? []);
  return `* ${mailbox.mails.indexOf(mail) + 1} FETCH (${parts.join(' ')})\r\n`;
}

function describeItem(mail: ModelMail, item: string): string | null {
  const name = item.toUpperCase();
  const extra = mail.extra.get(name);
  if (extra !== undefined) return `${name} ${extra}`;
  switch (name) {
    case 'UID':
      return `UID ${mail.uid}`;
    case 'FLAGS':
      return `FLAGS (${mail.flags.join(' ')})`;
    case 'INTERNALDATE':
      return `INTERNALDATE "${toImapDate(mail.internalDate)}"`;
    case 'RFC822.SIZE':
      return `RFC822.SIZE ${mail.source.length}`;
    default:
      return name.startsWith('BODY') ? describeBody(mail, name) : null;
  }
}

function describeBody(mail: ModelMail, name: string): string | null {
  const [, section = '', start, length] = /^BODY(?:\.PEEK)?\[(.*?)\](?:<(\d+)\.(\d+)>)?$/s.exec(name) ?? [];
  const text = mail.source.toString('latin1');
  const header = `${text.slice(0, text.indexOf('\r\n\r\n'))}\r\n\r\n`;
  const bytes = section === '' ? text : fieldsOf(header, section);
  if (bytes === null) return null;
  const from = Number(start ?? 0);
  const part = start === undefined ? bytes : bytes.slice(from, from + Number(length));
  return `BODY[${section}]${start === undefined ? '' : `<${from}>`} {${part.length}}\r\n${part}`;
}

function fieldsOf(header: string, section: string): string | null {
  if (section === 'HEADER') return header;
  const [, names] = /^HEADER\.FIELDS \((.*)\)$/.exec(section) ?? [];
  if (names === undefined) return null;
  const wanted = new Set(names.toLowerCase().replaceAll('"', '').split(' '));
  const lines = header.split('\r\n').filter((line) => wanted.has(line.split(':', 1)[0]?.toLowerCase() ?? ''));
  return `${lines.map((line) => `${line}\r\n`).join('')}\r\n`;
}

function toImapDate(date: Date): string {
  const [, day = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(date.toUTCString()) ?? [];
  return `${day.padStart(2)}-${month}-${year} ${time} +0000`;
}
