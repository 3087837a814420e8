import type { BacktestMeasures } from '../../../contract/backtest.ts';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { ReadableDb } from '../db/handles.ts';
import type { KeptMistake } from '../db/repositories/deciding/backtests.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { replay, type BacktestReport, type Judged } from '../deciding/index.ts';
import { gatherHomes, readHistory, type HistoryMail } from './history.ts';

/** Mails at the start that only train. */
export const WARM_UP = 100;
/** Mistakes that are kept: nobody reads more. */
export const MOST_MISTAKES = 300;

export interface RunOptions {
  readonly db: ReadableDb;
  readonly accountId: AccountId;
  readonly promise: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** What a run gives; null when there is too little to judge. */
export type RunResult = {
  readonly measures: BacktestMeasures;
  readonly mistaken: number;
  readonly mistakes: readonly KeptMistake[];
} | null;

/**
 * Replays an account's own history, as the classifier would have met it: each mail is decided, then learned. A step is a
 * millisecond or so of work. What the person's rules say is left out: they were written knowing where the mail went.
 */
export function* runBacktest({
  db,
  accountId,
  promise,
  onProgress,
}: RunOptions): Generator<unknown, RunResult> {
  const homes = yield* gatherHomes(db, accountId);
  const all = listFolders(db, accountId);
  const used = new Set(homes.map(({ home }) => home));
  const folders = new Map([...all].filter(([id]) => used.has(id)));
  if (folders.size < 2 || homes.length <= WARM_UP) return null;
  const folderName = (id: MailboxId): string => folders.get(id)?.path ?? '';

  let begun = 0;
  const counted = function* (): Generator<HistoryMail> {
    for (const filed of readHistory(db, homes)) {
      onProgress(begun++, homes.length);
      yield filed;
    }
  };
  const steps = replay(counted(), folders, {
    protocol: 'online',
    warmUp: WARM_UP,
    promise,
    folderName,
    stopwatch: () => performance.now(),
  });
  const mistakes: KeptMistake[] = [];
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      onProgress(homes.length, homes.length);
      return {
        measures: measuresOf(value),
        mistaken: mistakes.length,
        mistakes: mistakes.sort(surestFirst).slice(0, MOST_MISTAKES),
      };
    }
    const mistake = value && mistakeOf(value, folderName);
    if (mistake) mistakes.push(mistake);
    yield;
  }
}

/** A mail for which nothing could be proposed is no mistake that anybody would have seen. */
function mistakeOf(
  { filed, judgement }: Judged<HistoryMail>,
  folderName: (id: MailboxId) => string,
): KeptMistake | null {
  const { right, answered, probability, overThreshold } = judgement;
  if (answered === null || answered === right) return null;
  return {
    messageId: filed.id,
    folder: folderName(right),
    proposed: folderName(answered),
    probability,
    filed: overThreshold,
  };
}

function surestFirst(a: KeptMistake, b: KeptMistake): number {
  return Number(b.filed) - Number(a.filed) || b.probability - a.probability;
}

function measuresOf(report: BacktestReport): BacktestMeasures {
  const { promise, mails, folders, judged, accuracy, top3, precisionAtPromise, coverageAtPromise } = report;
  const { keeping, ece, calibration, msPerMail, perFolder, confusions } = report;
  return {
    promise,
    mails,
    folders,
    judged,
    accuracy,
    top3,
    precisionAtPromise,
    coverageAtPromise,
    keeping,
    ece,
    calibration,
    msPerMail,
    perFolder,
    confusions,
  };
}
