import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { AccountTrust, FolderTrust } from '../../../contract/trust.ts';
import type { ReadableDb } from '../db/handles.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { listAccountAnswers, listAnswers } from '../db/repositories/trust/answers.ts';
import {
  countFiledByItself,
  countWaitingFor,
  listTrust,
  readAccountTrust,
  type TrustSetting,
} from '../db/repositories/trust/folders.ts';
import { MEMORY, prove, type Proof } from './record.ts';
import { settingOf, untouched } from './trust.ts';

/** A record as long as this speaks for itself, even where it proves nothing. */
const MANY_ANSWERS = 60;

/** How the folders of an account stand, by path. A turn of the event loop a folder. */
export async function describeFolders(
  db: ReadableDb,
  account: AccountId,
  now: number,
): Promise<FolderTrust[]> {
  const settings = new Map(listTrust(db, account).map((setting) => [setting.mailboxId, setting]));
  const filed = countFiledByItself(db, account, startOfDay(now));
  const accountWide = thresholdsOfAccount(db, account, now);
  const folders: FolderTrust[] = [];
  for (const folder of listFolders(db, account).keys()) {
    const setting = settings.get(folder) ?? untouched(folder);
    folders.push(describe(db, { account, setting, filed: filed.get(folder) ?? 0, accountWide, now }));
    await nextTurn();
  }
  return folders;
}

/** How one folder stands. */
export function describeFolder(
  db: ReadableDb,
  account: AccountId,
  folder: MailboxId,
  now: number,
): FolderTrust {
  const setting = settingOf(db, account, folder);
  const filed = countFiledByItself(db, account, startOfDay(now)).get(folder) ?? 0;
  return describe(db, { account, setting, filed, accountWide: thresholdsOfAccount(db, account, now), now });
}

/** What an account's folders may do together. */
export function describeAccount(
  db: ReadableDb,
  account: AccountId,
  state: { now: number; replaying: boolean },
): AccountTrust {
  const { ceiling, replayedAt } = readAccountTrust(db, account);
  const filed = countFiledByItself(db, account, startOfDay(state.now));
  return {
    accountId: account,
    ceiling,
    filedToday: [...filed.values()].reduce((sum, count) => sum + count, 0),
    replayedAt,
    replaying: state.replaying,
  };
}

function describe(
  db: ReadableDb,
  of: {
    account: AccountId;
    setting: TrustSetting;
    filed: number;
    accountWide: (promise: number) => number;
    now: number;
  },
): FolderTrust {
  const { account, setting, now } = of;
  const answers = listAnswers(db, { folder: setting.mailboxId, now, limit: MEMORY });
  const proof = prove(answers, setting.promise);
  const threshold = setting.threshold ?? thresholdOf(proof, answers.length, setting.promise, of.accountWide);
  const replayed = answers.filter((answer) => answer.replayed).length;
  return {
    mailboxId: setting.mailboxId,
    accountId: account,
    level: setting.level,
    promise: setting.promise,
    ceiling: setting.ceiling,
    answers: proof.answers,
    right: proof.right,
    answered: answers.length - replayed,
    replayed,
    lowerBound: proof.lowerBound,
    threshold,
    thresholdOf: setting.threshold !== null || proof.threshold !== null ? 'folder' : 'account',
    coverage: proof.coverage,
    mayFile: proof.threshold !== null,
    missing: proof.missing,
    filedToday: of.filed,
    waiting: countWaitingFor(db, setting.mailboxId, threshold),
    demotion: setting.demotion,
  };
}

function thresholdOf(
  proof: Proof,
  answers: number,
  promise: number,
  accountWide: (promise: number) => number,
): number {
  if (proof.threshold !== null) return proof.threshold;
  // A folder that is known to be worse than the others does not profit from them.
  return answers < MANY_ANSWERS ? accountWide(promise) : Math.max(promise, accountWide(promise));
}

/** Thresholds that keep a promise over all folders; where nothing is proven, the model's own word has to reach the promise. */
function thresholdsOfAccount(db: ReadableDb, account: AccountId, now: number): (promise: number) => number {
  const answers = listAccountAnswers(db, { account, now, limit: MEMORY });
  const known = new Map<number, number>();
  return (promise) => {
    const threshold = known.get(promise) ?? prove(answers, promise).threshold ?? promise;
    known.set(promise, threshold);
    return threshold;
  };
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
