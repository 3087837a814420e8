import type { Question, Scores, WritingTask, Written } from '../../../contract/inference-wire.ts';
import type { Reply } from '../../../contract/problem.ts';

/** What can say how likely each of a few answers is: the model on this computer, or one elsewhere. */
export interface Scorer {
  /** Tells it from every other: what was fitted to one is of no use to another. Null: there is none at the moment. */
  readonly fingerprint: () => string | null;
  /** It is elsewhere, and the person is offline. */
  readonly offline?: () => boolean;
  readonly score: (question: Omit<Question, 'threads'>, signal: AbortSignal) => Promise<Reply<Scores>>;
}

/** What can write a few words: the model on this computer, if one is chosen. */
export interface Writer {
  readonly canWrite: () => boolean;
  /** `onText` gets all that is written so far, at each token. */
  readonly write: (
    task: Omit<WritingTask, 'threads'>,
    onText: (text: string) => void,
    signal: AbortSignal,
  ) => Promise<Reply<Written>>;
}
