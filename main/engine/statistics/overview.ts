import { stage } from '../../../contract/evidence.ts';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { FolderRecord, Statistics, StatisticsDay } from '../../../contract/statistics.ts';
import { defaultPromise } from '../../../contract/trust.ts';
import { dayOf } from '../asking/day.ts';
import type { ReadableDb } from '../db/handles.ts';
import {
  countEverAnswered,
  countFilingActs,
  countWaitingProposals,
  listCame,
  listDecisionSums,
  mapFolders,
  type DecisionSum,
  type FolderRow,
} from '../db/repositories/statistics/sums.ts';
import { wilsonLowerBound } from '../deciding/index.ts';
import { dayAt, midnights } from './days.ts';
import { deciderOf, settled, Tally } from './tally.ts';

/** As trust has it: one-sided 95 %. */
const Z = 1.645;
const PAIRS = 12;
/** Days that the pace is taken from. */
const PACE_DAYS = 14;
/** Answers and days below which no time left is told: a first afternoon is no pace. */
const FEWEST = 20;
const FEWEST_DAYS = 3;
const DAY_MS = 86_400_000;

/** What the dashboard shows of the last `days` days. Costs some hundred rows, however much was ever decided. */
export function describeStatistics(
  db: ReadableDb,
  query: { days: number; account: AccountId | null; now: number },
): Statistics {
  const { days, account, now } = query;
  const borders = midnights(now, Math.max(2 * days, PACE_DAYS + 1));
  const first = borders.length - 1 - days;
  const since = borders[0] ?? 0;
  const folders = mapFolders(db);
  const sums = listDecisionSums(db, account, since);
  const came = listCame(db, account, since);
  const waiting = countWaitingProposals(db, account);

  const within = new Tally(folders);
  const before = new Tally(folders);
  for (const sum of sums) {
    const day = dayAt(borders, sum.at);
    if (day >= first) within.add(sum);
    else if (day >= first - days) before.add(sum);
  }
  const { decided, approved, byItself, corrected, dismissed, undone } = within;
  return {
    days: daysOf(borders, { sums, came, waiting }).slice(-days),
    totals: {
      ...settled(within.overall),
      decided,
      approved: Math.max(0, approved),
      byItself,
      corrected,
      dismissed,
      undone,
    },
    before: settled(before.overall),
    ever: countEverAnswered(db, account),
    stages: stage.options.flatMap((name) => {
      const record = within.byStage.get(name);
      return record && record.answers > 0 ? [{ stage: name, ...settled(record) }] : [];
    }),
    folders: foldersOf(within, folders),
    pairs: within.pairs.slice(0, PAIRS).flatMap(({ from, to, count }) => {
      const [source, target] = [folders.get(from), folders.get(to)];
      if (!source || !target) return [];
      return [{ from: source.id, fromName: nameOf(source), to: target.id, toName: nameOf(target), count }];
    }),
    waiting,
    pace: paceOf({ sums, came, waiting, now }),
    saved: {
      mails: Math.max(0, within.filed),
      acts: countFilingActs(db, account, borders[first] ?? 0),
    },
  };
}

interface Flow {
  readonly sums: readonly DecisionSum[];
  readonly came: readonly { at: number; count: number }[];
  readonly waiting: number;
}

/** From today backwards: what waited yesterday is what waits today, less what came since, and what was answered since. */
function daysOf(borders: readonly number[], flow: Flow): StatisticsDay[] {
  const days = borders.slice(0, -1).map((start) => ({
    day: dayOf(start),
    start,
    by: { memory: 0, rules: 0, learned: 0, 'language-model': 0, person: 0 },
    waiting: 0,
    came: 0,
  }));
  for (const sum of flow.sums) {
    const decider = deciderOf(sum);
    const day = days[dayAt(borders, sum.at)];
    if (day && decider !== null) day.by[decider] += sum.standing;
  }
  for (const { at, count } of flow.came) {
    const day = days[dayAt(borders, at)];
    if (day) day.came += count;
  }
  let waiting = flow.waiting;
  return days
    .toReversed()
    .map(({ came, ...day }) => {
      const atItsEnd = Math.max(0, waiting);
      waiting += Object.values(day.by).reduce((sum, count) => sum + count, 0) - came;
      return { ...day, waiting: atItsEnd };
    })
    .toReversed();
}

function paceOf({ sums, came, waiting, now }: Flow & { now: number }): Statistics['pace'] {
  const start = now - PACE_DAYS * DAY_MS;
  const decided = sums.filter((sum) => deciderOf(sum) !== null && sum.standing > 0);
  // Who has begun three days ago is not measured over fourteen.
  const begun = decided.reduce((least, { at }) => Math.min(least, at), now);
  const from = Math.min(now - DAY_MS, Math.max(start, begun));
  const length = (now - from) / DAY_MS;
  const total = (of: readonly { at: number; count: number }[]) =>
    of.reduce((sum, { at, count }) => sum + (at >= from ? count : 0), 0);
  const answers = total(decided.map(({ at, standing }) => ({ at, count: standing })));
  const answered = answers / length;
  const arrived = total(came) / length;
  const known = answers >= FEWEST && length >= FEWEST_DAYS;
  const shrinks = waiting > 0 && known && answered > arrived;
  return { answered, came: arrived, daysLeft: shrinks ? waiting / (answered - arrived) : null };
}

function foldersOf(tally: Tally, folders: ReadonlyMap<number, FolderRow>): FolderRecord[] {
  return [...tally.byFolder]
    .flatMap(([id, counted]) => {
      const folder = folders.get(id);
      const { answers, right } = settled(counted);
      if (!folder || answers === 0 || !['folder', 'archive', 'all'].includes(folder.role)) return [];
      return [
        {
          mailboxId: id as MailboxId,
          accountId: folder.accountId as AccountId,
          name: nameOf(folder),
          answers,
          right,
          low: wilsonLowerBound(right, answers, Z),
          high: 1 - wilsonLowerBound(answers - right, answers, Z),
          promise: folder.promise ?? defaultPromise,
        },
      ];
    })
    .sort((a, b) => b.answers - a.answers || a.mailboxId - b.mailboxId);
}

function nameOf({ path, delimiter }: FolderRow): string {
  return path.split(delimiter).filter(Boolean).at(-1) ?? path;
}
