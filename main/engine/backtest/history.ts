import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { ReadableDb } from '../db/handles.ts';
import { pageHomes, type Moment } from '../db/repositories/deciding/learning.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { absurdInTheMiddle, type FiledMail } from '../deciding/index.ts';

/** Where a mail is by the person's own doing. */
export interface Home {
  readonly id: MessageId;
  readonly home: MailboxId;
}

/** A mail of an account's own history. */
export interface HistoryMail extends FiledMail {
  readonly id: MessageId;
}

const PAGE = 200;

/** Collects an account's filed mail, oldest first, a page a step. Absurd dates stand at the median of the others. */
export function* gatherHomes(db: ReadableDb, account: AccountId): Generator<void, Home[]> {
  const homes: (Home & { date: number })[] = [];
  let last: Moment | null = null;
  do {
    const page: ReturnType<typeof pageHomes> = pageHomes(db, account, last, PAGE);
    for (const { id, home, date } of page) if (home !== null) homes.push({ id, home, date });
    last = page.at(-1) ?? null;
    yield;
  } while (last);
  return absurdInTheMiddle(homes);
}

/** Reads the mails one by one, as they are asked for; one that is gone meanwhile is passed over. */
export function* readHistory(db: ReadableDb, homes: readonly Home[]): Generator<HistoryMail> {
  for (const { id, home } of homes) {
    const mail = readFeatures(db, id);
    if (mail) yield { id, mail, mailbox: home };
  }
}
