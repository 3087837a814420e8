import type { Stage } from '../../../contract/evidence.ts';
import type { MailboxId } from '../../../contract/ids.ts';
import type { Candidate } from './decider.ts';
import type { RuleAnswer } from './rules/ask.ts';

export interface Choice {
  readonly target: MailboxId;
  readonly probability: number;
  readonly stage: Stage;
}

/** A rule this sure is followed whatever was learned. */
export const SURE_RULE = 0.9;
/** Below this chance a proposal is worth a second opinion. */
export const UNCERTAIN = 0.6;

/** Whether what the classifier thinks leaves it open where a mail goes. */
export function isUncertain(ranked: readonly Candidate[]): boolean {
  const top = ranked[0];
  return !top || top.probability < UNCERTAIN;
}

/** Nothing less likely is proposed. */
export const FLOOR = 0.35;

/**
 * Joins what was learned with what the rules say. A thread that always went to one folder comes first, then sure rules, then
 * the likelier of the two; agreement raises and disagreement lowers the chance. Null when nothing is likely enough.
 */
export function combine(
  ranked: readonly Candidate[],
  rule: RuleAnswer | undefined,
  memory: { readonly thread: boolean },
): Choice | null {
  const top = ranked[0];
  const choice = choose(top, rule, memory.thread, ranked);
  return choice && choice.probability >= FLOOR ? choice : null;
}

function choose(
  top: Candidate | undefined,
  rule: RuleAnswer | undefined,
  thread: boolean,
  ranked: readonly Candidate[],
): Choice | null {
  if (!rule) {
    // What is missing to 1 is the chance of "none of these".
    const none = 1 - ranked.reduce((sum, { probability }) => sum + probability, 0);
    if (!top || top.probability < none) return null;
    return { target: top.mailboxId, probability: top.probability, stage: 'learned' };
  }
  if (!top) return { target: rule.mailboxId, probability: rule.confidence, stage: 'rules' };
  const learned = ranked.find(({ mailboxId }) => mailboxId === rule.mailboxId)?.probability ?? 0;
  const sure = rule.confidence >= SURE_RULE;
  if (top.mailboxId === rule.mailboxId) {
    // Half of the rule's word: a rule and the habit it was written for are not independent.
    const probability = Math.max(rule.confidence, 1 - (1 - learned) * (1 - rule.confidence / 2));
    return {
      target: top.mailboxId,
      probability,
      stage: sure || learned < rule.confidence ? 'rules' : 'learned',
    };
  }
  const ruleAgainst = rule.confidence * (1 - top.probability / 4);
  if (sure && !(thread && top.probability >= 0.5)) {
    return { target: rule.mailboxId, probability: ruleAgainst, stage: 'rules' };
  }
  const learnedAgainst = top.probability * (1 - rule.confidence / 4);
  return learnedAgainst >= rule.confidence * (1 - top.probability / 2)
    ? { target: top.mailboxId, probability: learnedAgainst, stage: 'learned' }
    : { target: rule.mailboxId, probability: rule.confidence * (1 - top.probability / 2), stage: 'rules' };
}
