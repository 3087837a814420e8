import type { CallOutput } from '../../../contract/index.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { causeOf } from './causes.ts';
import { combine, FLOOR } from './combine.ts';
import type { Candidate, DecidingContext, Decision, Verdict } from './decider.ts';
import { askRules, type RuleVerdict } from './rules/ask.ts';

const MOST_ALTERNATIVES = 4;

/** What the rules say of a mail's urgency, and which of them. */
export function urgencyByRules(
  mail: MailFeatures,
  { rules, folders, now }: Pick<DecidingContext, 'rules' | 'folders' | 'now'>,
): CallOutput<'deciding.urgency'> {
  const { priority, urgentBy } = askRules(rules, mail, folders, new Set(), now);
  return {
    priority: priority && urgentBy.priority !== null ? { level: priority, rule: urgentBy.priority } : null,
    vip: urgentBy.vip,
  };
}

/** Decides by the person's rules alone, as before anything was learned. Cheap. */
export function decideByRules(mail: MailFeatures, context: DecidingContext): Verdict {
  const said = askRules(context.rules, mail, context.folders, context.never, context.now);
  const { answers, marks, priority, vip } = said;
  const first = answers[0];
  const choice = combine([], first, { thread: false });
  if (!first || !choice) return { decision: onlyMarked(mail, said, []), priority, vip };
  const others = new Map(
    answers
      .filter(({ mailboxId }) => mailboxId !== choice.target)
      // The surest answer for each folder comes first: the last one set must be that.
      .reverse()
      .map(({ mailboxId, confidence }) => [mailboxId, confidence / 2]),
  );
  const alternatives = Array.from(others, ([mailboxId, probability]) => ({ mailboxId, probability }));
  const decision: Decision = {
    ...choice,
    evidence: [{ kind: 'rule', rule: first.rule }],
    alternatives: alternatives.sort((a, b) => b.probability - a.probability).slice(0, MOST_ALTERNATIVES),
    ...causeOf(mail, BY_RULE),
    marks,
  };
  return { decision, priority, vip };
}

/** The decision to leave a mail where it is and mark it, when a rule wants that and nothing is to be done with it otherwise. */
export function onlyMarked(
  mail: MailFeatures,
  { marks, markedBy }: RuleVerdict,
  alternatives: Candidate[],
): Decision | null {
  if (!markedBy || markedBy.confidence < FLOOR) return null;
  return {
    target: null,
    probability: markedBy.confidence,
    stage: 'rules',
    evidence: [{ kind: 'rule', rule: markedBy.rule }],
    alternatives,
    ...causeOf(mail, BY_RULE),
    marks,
  };
}

const BY_RULE = { sender: true, subject: false, thread: false };
