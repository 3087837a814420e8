import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { countFiled, listNotes, putExamples, sampleFolder } from '../db/repositories/asking/notes.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import type { ToldFolder } from './pages.ts';

const LONGEST_EXAMPLE = 40;
const LONGEST_NAME = 60;

/**
 * What the model is told of an account's folders. Examples are drafted from the mail in a folder, and again when four times as
 * much lies there: each change costs a new evaluation of the prompt.
 */
export function toldFolders(
  db: WritableDb,
  account: AccountId,
  off: ReadonlySet<MailboxId>,
  at: number,
): ToldFolder[] {
  return transaction(db, () => {
    const filed = countFiled(db, account);
    const notes = new Map(listNotes(db, account).map((note) => [note.mailbox, note]));
    return [...listFolders(db, account)]
      .filter(([mailbox, { archive }]) => archive !== true && !off.has(mailbox))
      .map(([mailbox, { path }]) => {
        const mails = filed.get(mailbox) ?? 0;
        let note = notes.get(mailbox);
        if (mails > 0 && (!note || mails >= 4 * Math.max(1, note.mails))) {
          const examples = draft(db, mailbox);
          putExamples(db, { mailbox, examples, mails, at });
          note = { mailbox, description: note?.description ?? null, examples, mails };
        }
        const said = note?.description;
        return { mailbox, name: short(path, LONGEST_NAME), examples: said ? [said] : (note?.examples ?? []) };
      });
  });
}

function draft(db: WritableDb, mailbox: MailboxId): string[] {
  const { senders, subjects } = sampleFolder(db, mailbox);
  const people = senders.map(({ name, address }) => name || address);
  return [...new Set([...people, ...subjects].map((text) => short(text, LONGEST_EXAMPLE)))].filter(Boolean);
}

function short(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  return plain.length <= most ? plain : plain.slice(0, most).replace(/\s\S*$/u, '');
}
