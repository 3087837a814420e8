import { z } from 'zod';
import type { AnyEngineEvent } from '../../../contract/index.ts';
import type { MailboxId, MessageId } from '../../../contract/ids.ts';
import { succeed } from '../../../contract/problem.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import {
  addArrivals,
  addDemotion,
  announce,
  endAnnouncements,
  forgetNotices,
  listAnnouncements,
  listWaiting,
} from '../db/repositories/notices.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';
import type { HandlersOf } from '../handlers.ts';
import { peopleCalls } from '../people/calls.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { storageTrouble } from '../platform/storage-trouble.ts';
import { currentSettings } from '../settings/calls.ts';
import { describeAnnouncement } from './describe.ts';
import { planNotices } from './plan.ts';

/** The clock of the computer may be set, and timers stand still while it sleeps: looked again at least this often. */
const LOOK_EVERY_MS = 60_000;
/** Mails that come one after the other are planned together. */
const GATHER_MS = 300;
/** Name, among the settings, of the time up to which digests are settled. */
const DIGEST_DONE = 'notices.digestDone';

/**
 * Decides what the person is told of outside the window, and when. What waits, what was announced and which digests are
 * settled is in the database, each step in one transaction: whatever ends in between, nothing is announced twice and
 * nothing is lost. An announcement stays until whoever shows notifications says that it was told.
 */
export class NoticeRoom {
  readonly #deps: NoticeRoomDeps;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;
  readonly calls: HandlersOf<'notices'> & HandlersOf<'people'>;

  constructor(deps: NoticeRoomDeps) {
    this.#deps = deps;
    const { db, tell } = deps;
    this.calls = {
      ...peopleCalls({
        db,
        onChange: (payload) => {
          tell({ name: 'people.changed', payload });
          this.wake();
        },
      }),
      'notices.due': () => {
        const due = listAnnouncements(db).map((row) => ({ row, said: describeAnnouncement(db, row) }));
        const moot = due.filter(({ said }) => said === null).map(({ row }) => row.id);
        if (moot.length > 0) transaction(db, () => endAnnouncements(db, moot));
        return succeed(due.flatMap(({ said }) => said ?? []));
      },
      'notices.told': ({ ids }) => {
        transaction(db, () => endAnnouncements(db, ids));
        return succeed({});
      },
    };
    this.wake();
  }

  /** Mail arrived and was decided. Inside the transaction in hand. */
  arrived(ids: readonly MessageId[]): void {
    addArrivals(this.#deps.db, ids, this.#deps.clock.now());
    this.wake();
  }

  /** A folder stopped to file by itself. */
  demoted(folder: MailboxId): void {
    const { db, clock } = this.#deps;
    transaction(db, () => addDemotion(db, folder, clock.now()));
    this.wake();
  }

  /** Something is different: settings, VIPs, the time. */
  wake(): void {
    this.#lookIn(GATHER_MS);
  }

  close(): void {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  #lookIn(ms: number): void {
    if (this.#closed) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), ms);
    this.#timer.unref();
  }

  #look(): void {
    const { db, tell, clock, logger } = this.#deps;
    try {
      const { announced, wakeAt } = transaction(db, () => this.#plan());
      if (announced) tell({ name: 'notices.changed', payload: {} });
      this.#lookIn(Math.max(GATHER_MS, Math.min(LOOK_EVERY_MS, (wakeAt ?? Infinity) - clock.now())));
    } catch (error) {
      if (storageTrouble(error) !== 'disk-full') throw error;
      logger.warn({ err: error }, 'what is to be told could not be noted');
      this.#lookIn(LOOK_EVERY_MS);
    }
  }

  #plan(): { announced: boolean; wakeAt: number | null } {
    const { db, clock } = this.#deps;
    const now = clock.now();
    const before = z
      .number()
      .nullable()
      .catch(null)
      .parse(readSettings(db)[DIGEST_DONE] ?? null);
    const settings = currentSettings(db).notify;
    // Told of once the clock was set back, a digest would else not come for as long.
    const digestDone = before === null ? null : Math.min(before, now);
    const plan = planNotices({ waiting: listWaiting(db), settings, digestDone, now });
    for (const { kind, ids } of plan.announce) announce(db, { kind, ids, at: now });
    if (plan.forget.length > 0) forgetNotices(db, plan.forget);
    if (plan.digestDone !== before) writeSetting(db, DIGEST_DONE, plan.digestDone);
    return { announced: plan.announce.length > 0, wakeAt: plan.wakeAt };
  }
}

export interface NoticeRoomDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tell: (event: AnyEngineEvent) => void;
}
