import type { AccountId, BatchId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import { defaultPromise, type Demotion, type TrustLevel } from '../../../contract/trust.ts';
import { transaction, type ReadableDb, type WritableDb } from '../db/handles.ts';
import { findBatch } from '../db/repositories/acts/receipts.ts';
import { messagesOfBatch } from '../db/repositories/acts/undoing.ts';
import { nextRevision } from '../db/repositories/deciding/proposals.ts';
import { accountOfMailbox, listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { listAnswers } from '../db/repositories/trust/answers.ts';
import {
  countFiledByItself,
  demoteFolder,
  listToFile,
  listTrust,
  newestMessage,
  putTrust,
  readAccountTrust,
  withdrawFor,
  type TrustSetting,
} from '../db/repositories/trust/folders.ts';
import type { Clock } from '../platform/clock.ts';
import { approve } from '../suggestions/act.ts';
import { keeping, MEMORY, prove } from './record.ts';

export interface TrustDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  /** Mails were filed by themselves: jobs wait, the classifier should know, the window too. */
  readonly onFiled: (filed: { account: AccountId; batch: BatchId; messages: readonly MessageId[] }) => void;
  readonly onDemoted: (demoted: {
    account: AccountId;
    folder: MailboxId;
    name: string;
    reason: Demotion;
  }) => void;
}

/** What is asked to change for a folder. */
export interface TrustChange {
  readonly mailboxId: MailboxId;
  readonly level?: TrustLevel | undefined;
  readonly promise?: number | undefined;
  readonly ceiling?: number | null | undefined;
}

/** What holds for a folder nobody has set anything for. */
export function untouched(mailboxId: MailboxId): TrustSetting {
  return {
    mailboxId,
    level: 'propose',
    promise: defaultPromise,
    ceiling: null,
    grantedAt: null,
    grantedAfter: null,
    threshold: null,
    demotion: null,
  };
}

/**
 * Files what folders may file by themselves, and takes that leave back when they do not keep their promise. Nothing is kept
 * in memory: what a crash cuts short is seen again from the decisions and receipts.
 */
export class Trust {
  readonly #deps: TrustDeps;
  readonly #told: (() => void)[] = [];
  #closed = false;

  constructor(deps: TrustDeps) {
    this.#deps = deps;
  }

  /** Folders for which nothing is to be proposed. */
  off(account: AccountId): Set<MailboxId> {
    const settings = listTrust(this.#deps.db, account);
    return new Set(settings.filter(({ level }) => level === 'off').map(({ mailboxId }) => mailboxId));
  }

  /**
   * Files the mail that came for folders that may file by themselves, up to today's ceilings: receipts, jobs and decisions
   * in one transaction, which is the caller's when there is one. What is over the ceiling waits, for the person or tomorrow.
   */
  file(account: AccountId): void {
    const { db } = this.#deps;
    if (!listTrust(db, account).some(({ level }) => level === 'file')) return;
    transaction(db, () => {
      // A promise that was broken is never acted on once more, whatever ended before it could be noticed.
      this.review(account);
      this.#fileReviewed(account);
    });
  }

  #fileReviewed(account: AccountId): void {
    const { db, clock } = this.#deps;
    const now = clock.now();
    const filed = countFiledByItself(db, account, new Date(now).setHours(0, 0, 0, 0));
    let left = readAccountTrust(db, account).ceiling - [...filed.values()].reduce((sum, n) => sum + n, 0);
    for (const setting of listTrust(db, account)) {
      const { mailboxId: folder, threshold, grantedAfter, grantedAt } = setting;
      if (setting.level !== 'file' || threshold === null) continue;
      if (grantedAfter === null || grantedAt === null) continue;
      const own = setting.ceiling === null ? left : setting.ceiling - (filed.get(folder) ?? 0);
      const limit = Math.min(left, own);
      if (limit <= 0) continue;
      const query = { account, folder, threshold, after: grantedAfter, since: grantedAt, limit };
      const ids = listToFile(db, query);
      if (ids.length === 0) continue;
      const reply = approve(db, { selection: { ids }, folder: null, actor: 'trust', at: now });
      if (!reply.ok || reply.value.batch === null) continue;
      left -= ids.length;
      this.#tellFiled(account, reply.value.batch);
    }
  }

  /**
   * Looks at the records of the folders that file by themselves: one that does not keep its promise goes back to proposing,
   * the others file above the threshold that their record proves now.
   */
  review(account: AccountId | null): void {
    const { db, clock } = this.#deps;
    const filing = listTrust(db, account).filter(({ level }) => level === 'file');
    if (filing.length === 0) return;
    transaction(db, () => {
      for (const setting of filing) {
        const { mailboxId: folder, promise } = setting;
        const answers = listAnswers(db, { folder, now: clock.now(), limit: MEMORY });
        const inForce = setting.threshold ?? promise;
        const { kept, ...counts } = keeping(answers, inForce, promise);
        if (!kept) {
          const reason = { at: clock.now(), ...counts, promise, seen: false };
          demoteFolder(db, folder, reason);
          this.#tellDemoted(folder, reason);
          continue;
        }
        // Not proven any more and not broken: nothing new is learned of where the line should be.
        const threshold = prove(answers, promise).threshold ?? inForce;
        if (threshold !== setting.threshold) putTrust(db, { ...setting, threshold });
      }
    });
  }

  /** Changes what is set for a folder. Gives the level before and now. */
  set(change: TrustChange): Reply<{ account: AccountId; before: TrustLevel; now: TrustLevel }> {
    const { db } = this.#deps;
    return transaction(db, () => {
      const folder = change.mailboxId;
      const account = accountOfMailbox(db, folder);
      if (account === null || !listFolders(db, account).has(folder)) return fail('folder-missing');
      const before = settingOf(db, account, folder);
      const wanted: TrustSetting = {
        ...before,
        level: change.level ?? before.level,
        promise: change.promise ?? before.promise,
        ceiling: change.ceiling === undefined ? before.ceiling : change.ceiling,
      };
      const next = wanted.level === 'file' ? this.#granted(before, wanted) : ungranted(wanted);
      if (next.level !== 'file' && change.level === 'file') return fail('trust-unproven');
      putTrust(db, next);
      if (next.level === 'off' && withdrawFor(db, folder) > 0) nextRevision(db);
      return succeed({ account, before: before.level, now: next.level });
    });
  }

  /** The setting with the leave to file by itself as its record stands; back to proposing when the promise is not proven. */
  #granted(before: TrustSetting, wanted: TrustSetting): TrustSetting {
    const { db, clock } = this.#deps;
    if (before.level === 'file' && before.promise === wanted.promise) return wanted;
    const answers = listAnswers(db, { folder: wanted.mailboxId, now: clock.now(), limit: MEMORY });
    const { threshold } = prove(answers, wanted.promise);
    if (threshold === null) return ungranted({ ...wanted, level: 'propose' });
    if (before.level === 'file') return { ...wanted, threshold };
    const granted = { grantedAt: clock.now(), grantedAfter: newestMessage(db) };
    return { ...wanted, ...granted, threshold, demotion: null };
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true;
  }

  #tellFiled(account: AccountId, batch: BatchId): void {
    const { db, onFiled } = this.#deps;
    this.#tellLater(() => {
      if (findBatch(db, batch)) onFiled({ account, batch, messages: messagesOfBatch(db, batch) });
    });
  }

  #tellDemoted(folder: MailboxId, reason: Demotion): void {
    const { db, onDemoted } = this.#deps;
    this.#tellLater(() => {
      const account = accountOfMailbox(db, folder);
      const name = account === null ? undefined : listFolders(db, account).get(folder)?.name;
      if (account === null || name === undefined) return;
      if (settingOf(db, account, folder).demotion) onDemoted({ account, folder, name, reason });
    });
  }

  /** Once the transaction in hand is over: then it is seen whether it came to be. */
  #tellLater(tell: () => void): void {
    this.#told.push(tell);
    if (this.#told.length > 1) return;
    setImmediate(() => {
      const telling = this.#told.splice(0);
      if (!this.#closed) for (const one of telling) one();
    });
  }
}

/** What is set for a folder. */
export function settingOf(db: ReadableDb, account: AccountId, folder: MailboxId): TrustSetting {
  return listTrust(db, account).find(({ mailboxId }) => mailboxId === folder) ?? untouched(folder);
}

/** Without the leave to file by itself. Whoever sets a folder has read why it lost that. */
function ungranted(setting: TrustSetting): TrustSetting {
  return {
    ...setting,
    grantedAt: null,
    grantedAfter: null,
    threshold: null,
    demotion: setting.demotion && { ...setting.demotion, seen: true },
  };
}
