import { stage as stages, type Stage } from '../../../contract/evidence.ts';
import type { AnswerRecord, Decider } from '../../../contract/statistics.ts';
import type { DecisionSum, FolderRow } from '../db/repositories/statistics/sums.ts';

interface Pair {
  readonly from: number;
  readonly to: number;
  count: number;
}

/**
 * What sums of decisions come to. It goes by the rules of trust: what was taken back counts for nothing, unless a folder had
 * filed it by itself, and then it was wrong; so was what was filed and then moved on to another folder or the inbox.
 */
export class Tally {
  decided = 0;
  approved = 0;
  byItself = 0;
  corrected = 0;
  dismissed = 0;
  undone = 0;
  /** Filed by an approval, and still there. */
  filed = 0;
  readonly overall = { answers: 0, right: 0 };
  readonly byStage = new Map<Stage, { answers: number; right: number }>();
  readonly byFolder = new Map<number, { answers: number; right: number }>();
  readonly #pairs = new Map<string, Pair>();
  readonly #folders: ReadonlyMap<number, FolderRow>;

  constructor(folders: ReadonlyMap<number, FolderRow>) {
    this.#folders = folders;
  }

  /** Pairs of folders between which mails were corrected, most mails first. */
  get pairs(): Pair[] {
    return [...this.#pairs.values()]
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
  }

  add(sum: DecisionSum): void {
    if (sum.stage === '') return;
    if (sum.kind === 'moved-back') {
      this.#movedBack(sum);
      return;
    }
    const agreed =
      sum.kind === 'approved' || (sum.kind === 'moved-by-person' && sum.mailbox === sum.proposed);
    const { standing, undone } = sum;
    this.decided += standing;
    this.undone += undone;
    if (agreed) this.approved += standing;
    else if (sum.kind === 'dismissed') this.dismissed += standing;
    else this.#correct(sum);
    if (sum.kind === 'approved') this.filed += standing;
    if (sum.actor === 'trust') this.byItself += standing;
    const answers = standing + (sum.actor === 'trust' ? undone : 0);
    this.#count(sum, answers, agreed ? standing : 0);
  }

  #movedBack(sum: DecisionSum): void {
    const role = this.#folders.get(sum.mailbox)?.role;
    if (role !== 'inbox' && role !== 'folder') return;
    this.approved -= sum.standing;
    this.filed -= sum.standing;
    this.#correct(sum);
    this.#count(sum, 0, -sum.standing);
  }

  #correct(sum: DecisionSum): void {
    this.corrected += sum.standing;
    const key = `${sum.proposed}/${sum.mailbox}`;
    const pair = this.#pairs.get(key) ?? { from: sum.proposed, to: sum.mailbox, count: 0 };
    pair.count += sum.standing;
    this.#pairs.set(key, pair);
  }

  #count(sum: DecisionSum, answers: number, right: number): void {
    const stage = stages.safeParse(sum.stage);
    for (const record of [
      this.overall,
      ...(stage.success ? [recordOf(this.byStage, stage.data)] : []),
      recordOf(this.byFolder, sum.proposed),
    ]) {
      record.answers += answers;
      record.right += right;
    }
  }
}

/** Who found the folder of the mails of a sum; null where they are not new decisions. */
export function deciderOf(sum: DecisionSum): Decider | null {
  if (sum.stage === '' || sum.kind === 'moved-back') return null;
  const stage = stages.safeParse(sum.stage);
  return sum.kind === 'approved' && stage.success ? stage.data : 'person';
}

/** A record whose parts agree: a filing of an earlier time that was moved back in this one leaves nothing below zero. */
export function settled({ answers, right }: AnswerRecord): AnswerRecord {
  return { answers, right: Math.min(answers, Math.max(0, right)) };
}

function recordOf<Key>(
  records: Map<Key, { answers: number; right: number }>,
  key: Key,
): { answers: number; right: number } {
  const record = records.get(key) ?? { answers: 0, right: 0 };
  records.set(key, record);
  return record;
}
