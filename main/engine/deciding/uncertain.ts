import type { MailboxId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { causeOf } from './causes.ts';
import { UNCERTAIN } from './combine.ts';
import type { Candidate, Decision } from './decider.ts';

/** A mail that the classifier is not sure of. */
export interface Uncertain {
  /** Equal for mails of one cause. */
  readonly group: string;
  readonly learned: ReadonlyMap<MailboxId, number>;
}

/** Folders of the classifier that are kept with a question. */
const MOST_LEARNED = 8;

/** What a language model should be asked about; null when rules and classifier leave nothing open. */
export function uncertainOf(
  mail: MailFeatures,
  decision: Pick<Decision, 'stage' | 'probability'> | null,
  rank: () => readonly Candidate[],
  limit = UNCERTAIN,
): Uncertain | null {
  if (decision && (decision.stage === 'rules' || decision.probability >= limit)) return null;
  const ranked = rank().slice(0, MOST_LEARNED);
  return {
    group: causeOf(mail, { sender: false, subject: false, thread: false }).groupKey,
    learned: new Map(ranked.map(({ mailboxId, probability }) => [mailboxId, probability])),
  };
}
