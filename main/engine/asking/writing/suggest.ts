import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId } from '../../../../contract/ids.ts';
import type { Pile } from '../../../../contract/writing.ts';
import { nameGrammar } from '../../../../models/grammars.ts';
import { namingPrompt, type WritingLanguage } from '../../../../models/writing.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { listUndecided } from '../../db/repositories/deciding/undecided.ts';
import { findByRole, listMailboxes } from '../../db/repositories/mail/mailbox-paths.ts';
import type { Writer } from '../port.ts';
import type { Heap } from './heap.ts';
import { cleanName, draftName, TakenNames } from './names.ts';
import { pileUp } from './piles.ts';

/** Newest mails that are looked through; what is older is rarely worth a folder of its own. */
const MOST_MAILS = 5000;
const SAMPLES = 3;
const SENDERS = 3;
/** What the model is shown of a pile, and of the folders that there are. */
const SHOWN_MAILS = 8;
const LONGEST_LINE = 90;
const SHOWN_FOLDERS = 15;
/** More than the grammar has characters. */
const MOST_TOKENS = 120;

/** Piles of an account's undecided mails, each with the name that was drafted for it. */
export interface Suggested {
  readonly piles: readonly Pile[];
  readonly heaps: readonly Heap[];
  readonly taken: TakenNames;
  /** How the person's folders are called, for the model. */
  readonly folders: readonly string[];
}

/** Looks for piles among the newest undecided mails of the inbox. */
export async function suggestPiles(
  db: ReadableDb,
  account: AccountId,
  isProvider: (domain: string) => boolean,
): Promise<Suggested> {
  const mailboxes = listMailboxes(db, account);
  const taken = new TakenNames(mailboxes.flatMap(({ path, name }) => [path, name]));
  const folders = mailboxes.filter(({ role }) => role === 'folder').map(({ name }) => name);
  const inbox = findByRole(db, account, 'inbox');
  if (inbox === null) return { piles: [], heaps: [], taken, folders };
  const mails = listUndecided(db, inbox, MOST_MAILS);
  // Reading and heaping take a tenth of a second each for thousands of mails: others get their turn between them.
  await nextTurn();
  const heaps = pileUp(mails, isProvider);
  const piles = heaps.map((heap) => describe(heap, draftName(heap, taken), account, inbox));
  return { piles, heaps, taken, folders };
}

/** The model's name for a heap; null when it gave none that can be used. Takes the name, and leaves the draft. */
export async function modelName(
  writer: Writer,
  { taken, folders }: Pick<Suggested, 'taken' | 'folders'>,
  { heap, draft, language }: { heap: Heap; draft: string; language: WritingLanguage },
  signal: AbortSignal,
): Promise<string | null> {
  const { prefix, suffix } = namingPrompt({ folders: folders.slice(0, SHOWN_FOLDERS), language });
  const mail = heap.mails
    .slice(0, SHOWN_MAILS)
    .map((one) => lineOf(one.mail.from.name || one.mail.from.address, one.mail.subjectNormal))
    .join('\n');
  const reply = await writer.write(
    { prefix: [...prefix], mail, suffix: [...suffix], grammar: nameGrammar, maxTokens: MOST_TOKENS },
    () => undefined,
    signal,
  );
  if (!reply.ok || !reply.value.complete) return null;
  const name = cleanName(reply.value.text);
  if (!taken.take(name)) return null;
  taken.leave(draft);
  return name;
}

function describe(heap: Heap, name: string, accountId: Pile['accountId'], from: Pile['from']): Pile {
  const senders = new Map<string, Pile['senders'][number]>();
  for (const { mail } of heap.mails) {
    const known = senders.get(mail.from.address);
    senders.set(mail.from.address, { address: mail.from, count: (known?.count ?? 0) + 1 });
  }
  return {
    key: heap.key,
    accountId,
    from,
    name,
    messages: heap.mails.map(({ id }) => id),
    senders: [...senders.values()].sort((a, b) => b.count - a.count).slice(0, SENDERS),
    senderCount: senders.size,
    samples: heap.mails.slice(0, SAMPLES).map(({ id, mail }) => ({
      messageId: id,
      sender: mail.from,
      subject: mail.subject,
      date: mail.date,
    })),
  };
}

function lineOf(sender: string, subject: string): string {
  return `- ${sender}: ${subject}`
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .slice(0, LONGEST_LINE);
}
