import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { foldText } from '../text.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { Doubts, MemoryKind } from './doubts.ts';
import { FilingMemory, without, type Remembered } from './memory.ts';

const FADES: Readonly<Record<MemoryKind, number>> = { sender: 0.9, domain: 0.95, subject: 0.7, thread: 0.6 };
const KINDS = ['sender', 'domain', 'subject', 'thread'] as const satisfies readonly MemoryKind[];

/** Where mails with one trait went: for each of four traits. */
export class Memories {
  readonly #of: Record<MemoryKind, FilingMemory>;

  constructor(of?: Record<MemoryKind, FilingMemory>) {
    this.#of = of ?? {
      sender: new FilingMemory(FADES.sender),
      domain: new FilingMemory(FADES.domain),
      subject: new FilingMemory(FADES.subject),
      thread: new FilingMemory(FADES.thread),
    };
  }

  /** Whether any mail of the sender, or of their domain, was filed. */
  knows(kind: 'sender' | 'domain', mail: MailFeatures): boolean {
    return this.#of[kind].get(kind === 'sender' ? mail.from.address : domainOf(mail)) !== undefined;
  }

  /** Where mails with this one's traits went, without what is doubted. */
  of(
    mail: MailFeatures,
    doubts: Doubts,
    mailboxOf: (column: number) => MailboxId,
  ): Record<MemoryKind, Remembered | undefined> {
    const get = (kind: MemoryKind, key: string): Remembered | undefined =>
      undoubted(this.#of[kind].get(key), doubts.memory(kind, key), mailboxOf);
    const subject = subjectKey(mail);
    return {
      sender: get('sender', mail.from.address),
      // Who doubts what a sender says does not want to hear it of the sender's domain.
      domain: undoubted(get('domain', domainOf(mail)), doubts.memory('sender', mail.from.address), mailboxOf),
      subject: subject === '' ? undefined : get('subject', subject),
      // The thread's nearest known mail: the last reference that was filed.
      thread: mail.references.map((id) => get('thread', id)).findLast((entry) => entry !== undefined),
    };
  }

  add(mail: MailFeatures, column: number): void {
    for (const [kind, key] of keysOf(mail)) this.#of[kind].add(key, column);
  }

  remove(mail: MailFeatures, column: number): void {
    for (const [kind, key] of keysOf(mail)) this.#of[kind].remove(key, column);
  }

  dropColumn(column: number): void {
    for (const kind of KINDS) this.#of[kind].dropColumn(column);
  }

  write(writer: ByteWriter): void {
    for (const kind of KINDS) this.#of[kind].write(writer);
  }

  static read(reader: ByteReader): Memories {
    const read = (kind: MemoryKind): FilingMemory => FilingMemory.read(reader, FADES[kind]);
    // In the order in which they were written.
    return new Memories({
      sender: read('sender'),
      domain: read('domain'),
      subject: read('subject'),
      thread: read('thread'),
    });
  }
}

function undoubted(
  entry: Remembered | undefined,
  doubted: ReadonlySet<MailboxId> | undefined,
  mailboxOf: (column: number) => MailboxId,
): Remembered | undefined {
  if (!entry || !doubted) return entry;
  return without(entry, (column) => doubted.has(mailboxOf(column)));
}

function keysOf(mail: MailFeatures): [MemoryKind, string][] {
  const keys: [MemoryKind, string][] = [
    ['sender', mail.from.address],
    ['domain', domainOf(mail)],
  ];
  const subject = subjectKey(mail);
  if (subject !== '') keys.push(['subject', subject]);
  const thread = new Set(mail.references);
  if (mail.messageId !== null) thread.add(mail.messageId);
  for (const id of thread) keys.push(['thread', id]);
  return keys;
}

export function domainOf(mail: MailFeatures): string {
  return mail.from.address.split('@')[1] ?? '';
}

export function subjectKey(mail: MailFeatures): string {
  return foldText(mail.subjectNormal).trim();
}
