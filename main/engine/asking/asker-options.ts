import type { AskingLimits } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import type { WritableDb } from '../db/handles.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Worth } from './digest.ts';
import type { Lesson } from './lessons.ts';
import type { Opinion } from './opinion.ts';
import type { ToldFolder } from './pages.ts';
import type { Scorer } from './port.ts';
import type { Computer } from './power.ts';

export interface AskerOptions {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly scorer: Scorer;
  readonly computer: Computer;
  readonly limits: () => AskingLimits;
  /** Mail pours in: everything else waits. */
  readonly mailPoursIn: () => boolean;
  readonly folders: (account: AccountId) => readonly ToldFolder[];
  /** Mails that were learned, by folder. */
  readonly filed: (account: AccountId) => ReadonlyMap<MailboxId, number>;
  readonly worth: (account: AccountId, mail: MailFeatures) => Worth;
  /** What the model said of a mail that it was asked about itself. */
  readonly onOpinion: (account: AccountId, id: MessageId, opinion: Opinion) => void;
  /** These mails have an answer now. */
  readonly onAnswered: (account: AccountId, ids: readonly MessageId[]) => void;
  /** A filed mail whose answer is known, to fit the model to the person; null when enough was studied. */
  readonly nextLesson: (signal: AbortSignal) => Promise<Lesson | null>;
  readonly onLesson: (lesson: Lesson, chances: Opinion['chances']) => void;
  readonly onChange: () => void;
}
