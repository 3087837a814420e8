import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import type { ReadableDb } from '../db/handles.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { newestFiled } from '../db/repositories/asking/filed.ts';
import { Decider, isUncertain } from '../deciding/index.ts';
import type { ToldFolder } from './pages.ts';

/** Filed mails that are looked at, the newest; those before the newest 300 only teach. */
const LOOKED_AT = 1500;
const ASKED_AMONG = 300;
/** Fewer filed mails than this say nothing of how good a model is. */
const FEWEST = 40;
/** Questions put to fit a model to a person; each costs as much as a mail. */
export const LESSONS = 24;
/** How long one slice keeps everything else waiting, in milliseconds. */
const SLICE_MS = 12;

/** A filed mail that the classifier would not have been sure of, as if it had just come. */
export interface Lesson {
  readonly account: AccountId;
  readonly mail: MailFeatures;
  /** What the classifier thought that had learned only what was filed before. */
  readonly learned: ReadonlyMap<MailboxId, number>;
  readonly right: MailboxId;
}

/**
 * Finds mails to fit a model to a person's own filing: replays the account's newest filed mail in the order it came, and takes
 * those that a classifier which knew only the past was not sure of. At most 24; none where too little is filed.
 */
export async function findLessons(
  db: ReadableDb,
  account: AccountId,
  folders: readonly ToldFolder[],
  signal: AbortSignal,
): Promise<Lesson[]> {
  const filed = newestFiled(db, account, LOOKED_AT).reverse();
  if (filed.length < FEWEST) return [];
  const names = new Map(folders.map(({ mailbox, name }) => [mailbox, { path: name, name }]));
  const shown = new Set(folders.flatMap(({ examples }) => examples));
  const decider = Decider.create();
  decider.nameFolders(names);
  const lessons: Lesson[] = [];
  const first = Math.max(Math.floor(filed.length / 2), filed.length - ASKED_AMONG);
  let sliceEnd = performance.now() + SLICE_MS;
  for (const [at, { id, mailbox }] of filed.entries()) {
    if (performance.now() > sliceEnd) {
      await nextTurn();
      if (signal.aborted) return [];
      sliceEnd = performance.now() + SLICE_MS;
    }
    const mail = readFeatures(db, id);
    if (!mail) continue;
    if (at >= first && names.has(mailbox) && !shown.has(mail.subject)) {
      const ranked = decider.rank(mail, { folders: names, never: new Set() });
      if (isUncertain(ranked)) {
        const learned = new Map(ranked.slice(0, 8).map((one) => [one.mailboxId, one.probability]));
        lessons.push({ account, mail, learned, right: mailbox });
      }
    }
    decider.learn(mail, mailbox);
  }
  // The newest say most of how the person files now.
  return lessons.slice(-LESSONS);
}
