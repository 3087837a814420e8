import type { AskingStatus } from '../../../contract/asking.ts';
import { askingLimits, defaultAskingLimits, type AskingLimits } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import { fail, succeed } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import { costOf, readFit, writeFit } from '../db/repositories/asking/costs.ts';
import { countFiled, listNotes, putDescription } from '../db/repositories/asking/notes.ts';
import {
  dropWish,
  findOpinion,
  renewUndecided,
  renewWishes,
  wishOpinion,
} from '../db/repositories/asking/opinions.ts';
import { answersOf } from '../db/repositories/deciding/learning.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { accountOfMailbox } from '../db/repositories/mail/mailbox-paths.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';
import type { Decider, SecondOpinion } from '../deciding/index.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { SecondStage } from '../suggestions/inbox-decider.ts';
import { Asker } from './asker.ts';
import { dayOf } from './day.ts';
import { firstFit, fitState, learnFit, pool, type FitState } from './fit.ts';
import { findLessons, type Lesson } from './lessons.ts';
import type { Scorer } from './port.ts';
import type { Computer } from './power.ts';
import { toldFolders } from './told-folders.ts';
import { worthFor } from './worth.ts';
import type { WritingHandlers } from './writing/room.ts';

const SETTING = 'asking.limits';
/** From this chance on an opinion is a hint to the classifier. */
const SURE = 0.8;
/** Answers whose median says what a mail costs. */
const TIMED = 5;

export interface AskingOptions {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly scorer: Scorer;
  readonly computer: Computer;
  readonly mailPoursIn: () => boolean;
  /** Folders that nothing is proposed for. */
  readonly off: (account: AccountId) => ReadonlySet<MailboxId>;
  readonly deciderOf: (account: AccountId) => Decider | undefined;
  /** These mails are to be decided anew, with what the model said. */
  readonly onAnswered: (account: AccountId, ids: readonly MessageId[]) => void;
  /** Milliseconds that a mail costs on this computer, as measured of late. */
  readonly onSpeed: (milliseconds: number) => void;
  readonly onChange: (status: AskingStatus) => void;
}

/** The stage that asks a language model: its queue, what was fitted to it, and what the person allows it. */
export class AskingRoom {
  readonly #options: AskingOptions;
  readonly #asker: Asker;
  readonly #fits = new Map<AccountId, { readonly model: string; readonly fit: FitState }>();
  readonly #times: number[] = [];
  readonly #lessons = new Map<AccountId, Lesson[]>();
  #limits: AskingLimits;
  #told = 0;
  #telling: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: AskingOptions) {
    this.#options = options;
    const { db, clock } = options;
    this.#limits = readLimits(db);
    this.#asker = new Asker({
      ...options,
      limits: () => this.#limits,
      folders: (account) => toldFolders(db, account, options.off(account), clock.now()),
      filed: (account) => countFiled(db, account),
      worth: (account, mail) => worthFor(options.deciderOf(account), mail),
      onOpinion: (account, id, { chances, milliseconds }) => {
        this.#timed(milliseconds);
        const [best] = [...chances].sort(([, a], [, b]) => b - a);
        const mail = best && best[1] >= SURE ? readFeatures(db, id) : null;
        if (best && mail) options.deciderOf(account)?.hint(mail, best[0]);
      },
      nextLesson: (signal) => this.#nextLesson(signal),
      onLesson: (lesson, chances) => this.#studied(lesson, chances),
      onChange: () => this.#tell(),
    });
  }

  start(): void {
    this.#asker.start();
  }

  async stop(): Promise<void> {
    await this.#asker.stop();
    // Stopping is told as well, and a sync that ends after it makes wishes: nobody listens any more.
    this.#stopped = true;
    clearTimeout(this.#telling);
  }

  /** Another model is asked from now on, or none. What another one answered is asked again. */
  modelChanged(): void {
    const { db, scorer } = this.#options;
    const model = scorer.fingerprint();
    if (model !== null) transaction(db, () => renewWishes(db, model));
    this.#fits.clear();
    this.#lessons.clear();
    this.#asker.modelChanged();
    this.#tell();
  }

  /** Something that it waited for may have happened: a sync is complete, time has jumped. */
  wake(): void {
    this.#asker.wake();
  }

  /** The stage as deciding sees it. Its methods run inside a transaction of the caller. */
  stageOf(account: AccountId): SecondStage {
    const { db, clock, scorer } = this.#options;
    return {
      find: (id): SecondOpinion | null => {
        const model = scorer.fingerprint();
        const row = model === null ? null : findOpinion(db, id, model);
        if (!row) return null;
        return { chances: row.chances, join: (learned) => pool(this.#fitOf(account), learned, row.chances) };
      },
      wish: (id, uncertain) => {
        if (!this.#limits.enabled || uncertain === null) return dropWish(db, id);
        wishOpinion(db, { id, account, ...uncertain, at: clock.now() });
        this.#asker.wakeIfIdle();
        this.#tell();
      },
    };
  }

  /** The person decided on these mails: what the model said of them proves right or wrong. */
  answered(messages: readonly MessageId[]): void {
    const { db, scorer } = this.#options;
    const model = scorer.fingerprint();
    if (model === null) return;
    for (const { message, account, mailbox } of answersOf(db, messages)) {
      const row = findOpinion(db, message, model);
      if (!row) continue;
      this.#keepFit(account, learnFit(this.#fitOf(account), row.learned, row.chances, mailbox));
    }
  }

  get status(): AskingStatus {
    const { db, clock } = this.#options;
    const { calls, mails, milliseconds } = costOf(db, dayOf(clock.now()));
    const waiting = this.#asker.waiting;
    const perMail = mails === 0 ? null : milliseconds / mails / 1000;
    return {
      state: this.#asker.state,
      paused: this.#asker.paused,
      limits: this.#limits,
      waiting,
      today: { calls, mails, minutes: milliseconds / 60_000 },
      secondsAMail: calls === 0 ? null : milliseconds / calls / 1000,
      secondsLeft: perMail === null ? null : perMail * waiting,
      problem: this.#asker.problem,
    };
  }

  get calls(): Omit<HandlersOf<'asking'>, keyof WritingHandlers> {
    const { db, clock } = this.#options;
    return {
      'asking.status': () => succeed(this.status),
      'asking.setLimits': (change) => {
        this.#limits = askingLimits.parse({ ...this.#limits, ...withoutUndefined(change) });
        transaction(db, () => writeSetting(db, SETTING, this.#limits));
        this.#asker.wake();
        return succeed(this.status);
      },
      'asking.pause': ({ paused }) => {
        this.#asker.pause(paused);
        return succeed(this.status);
      },
      'asking.hurry': ({ ids }) => {
        return succeed({ waiting: this.#asker.hurry(ids) });
      },
      'asking.folderNotes': ({ accountId }) => {
        toldFolders(db, accountId, new Set(), clock.now());
        return succeed(
          listNotes(db, accountId).map(({ mailbox, description, examples }) => ({
            mailboxId: mailbox,
            accountId,
            description,
            examples,
          })),
        );
      },
      'asking.describeFolder': ({ mailboxId, description }) => {
        const account = accountOfMailbox(db, mailboxId);
        if (account === null) return fail('folder-missing');
        transaction(db, () => {
          putDescription(db, mailboxId, description || null, clock.now());
          renewUndecided(db, account);
        });
        this.#asker.wake();
        return succeed({});
      },
    };
  }

  /** Tells what a mail costs, from the last answers: one that had to evaluate the folders first is no measure. */
  #timed(milliseconds: number): void {
    this.#times.push(milliseconds);
    if (this.#times.length < TIMED) return;
    const sorted = this.#times.splice(0).sort((a, b) => a - b);
    this.#options.onSpeed(sorted[Math.floor(sorted.length / 2)] ?? milliseconds);
  }

  /** The next filed mail to fit the model to, of an account that it was not fitted to yet. */
  async #nextLesson(signal: AbortSignal): Promise<Lesson | null> {
    const { db, clock, off } = this.#options;
    for (const { id } of listAccounts(db)) {
      if (this.#fitOf(id).studied) continue;
      let lessons = this.#lessons.get(id);
      if (!lessons) {
        const folders = toldFolders(db, id, off(id), clock.now());
        this.#lessons.set(id, (lessons = await findLessons(db, id, folders, signal)));
      }
      const next = lessons.pop();
      if (next) return next;
      // An account whose mail has not come yet has nothing to study; it is looked at again after the next start.
      if (countFiled(db, id).size > 0) this.#keepFit(id, { ...this.#fitOf(id), studied: true });
    }
    return null;
  }

  #studied({ account, learned, right }: Lesson, chances: ReadonlyMap<MailboxId, number>): void {
    this.#keepFit(account, learnFit(this.#fitOf(account), learned, chances, right));
  }

  #keepFit(account: AccountId, fit: FitState): void {
    const { db, scorer } = this.#options;
    const model = scorer.fingerprint();
    if (model === null) return;
    this.#fits.set(account, { model, fit });
    transaction(db, () => writeFit(db, account, model, fit));
  }

  #fitOf(account: AccountId): FitState {
    const model = this.#options.scorer.fingerprint() ?? '';
    const known = this.#fits.get(account);
    if (known?.model === model) return known.fit;
    const read = fitState.safeParse(readFit(this.#options.db, account, model));
    const fit = read.success ? read.data : firstFit;
    this.#fits.set(account, { model, fit });
    return fit;
  }

  /** At most once a second. */
  #tell(): void {
    const now = performance.now();
    if (this.#telling || this.#stopped) return;
    this.#telling = setTimeout(
      () => {
        this.#telling = undefined;
        this.#told = performance.now();
        this.#options.onChange(this.status);
      },
      Math.max(0, 1000 - (now - this.#told)),
    );
    this.#telling.unref();
  }
}

function readLimits(db: WritableDb): AskingLimits {
  const kept = askingLimits.partial().safeParse(readSettings(db)[SETTING] ?? {});
  return { ...defaultAskingLimits, ...(kept.success ? withoutUndefined(kept.data) : {}) };
}

function withoutUndefined<T extends object>(partial: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
