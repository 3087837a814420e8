import type { AccountLimits, Setback, SyncProgress } from '../../../contract/accounts.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { Reply } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { MailSource } from '../sources/port.ts';
import type { MoveTracker } from './moves.ts';
import type { Pacer } from './pacer.ts';
import type { ProgressMeter } from './progress.ts';

/** Mails that one transaction put into one mailbox. */
export interface StoredBatch {
  readonly mailboxId: MailboxId;
  readonly messageIds: readonly MessageId[];
  /** Arrived after the first sync of that mailbox. */
  readonly fresh: boolean;
}

/** A move that somebody made with another program. */
export interface PersonMove {
  readonly messageId: MessageId;
  readonly from: MailboxId;
  readonly to: MailboxId;
}

export interface AccountSyncOptions {
  readonly db: WritableDb;
  readonly accountId: AccountId;
  readonly source: MailSource;
  readonly clock: Clock;
  readonly logger: Logger;
  /** At most five times a second, and once at the end of what it counts. */
  readonly onProgress: (progress: SyncProgress) => void;
  readonly limits: () => Omit<AccountLimits, 'connections'>;
  /** Whether the person stopped the first sync; new mail is stored all the same. */
  readonly isFirstSyncStopped: () => boolean;
  readonly onStored: (batch: StoredBatch) => void;
  readonly onMoved: (move: PersonMove) => void;
}

/** What a run did. */
export interface SyncReport {
  /** Mails seen for the first time. */
  stored: number;
  /** Known mails found in one more place. */
  placed: number;
  /** Places whose flags changed. */
  updated: number;
  /** Places that were no longer there. */
  removed: number;
  /** Moves that somebody made with another program. */
  moved: number;
  /** Of the stored ones, those that could not be parsed. */
  unreadable: number;
  /** Mailboxes that the server would not open, and what it said. */
  readonly refused: Setback[];
  /** The run ended with the first sync incomplete: it had all the mails it may, or was told to leave it. */
  unfinished: boolean;
}

/** What the steps of one run share. */
export interface SyncRun extends AccountSyncOptions {
  readonly signal: AbortSignal;
  /** Compares flags also where the server cannot say whether any changed. */
  readonly thorough: boolean;
  /** Mails may have lost their last place in the run before this one. */
  readonly afterRemoval: boolean;
  /** The account keeps one mail in several mailboxes as a matter of course (labels, collections of all mail). */
  labelled: boolean;
  /** Mailboxes being brought up to date: not to be begun a second time from `between`. */
  readonly active: Set<MailboxId>;
  /** What cannot wait until a long step is over; called between two batches of mails. */
  readonly between: () => Promise<Reply<void>>;
  readonly report: SyncReport;
  readonly progress: ProgressMeter;
  readonly pacer: Pacer;
  readonly moves: MoveTracker;
}
