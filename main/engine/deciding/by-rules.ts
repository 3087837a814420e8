import type { MailFeatures } from '../../../contract/mail.ts';
import { causeOf } from './causes.ts';
import { combine } from './combine.ts';
import type { DecidingContext, Decision } from './decider.ts';
import { askRules } from './rules/ask.ts';

const MOST_ALTERNATIVES = 4;

/** Decides by the person's rules alone, as before anything was learned; null when none has an answer. Cheap. */
export function decideByRules(mail: MailFeatures, context: DecidingContext): Decision | null {
  const answers = askRules(context.rules, mail, context.folders, context.never, context.now);
  const first = answers[0];
  const choice = combine([], first, { thread: false });
  if (!first || !choice) return null;
  const others = new Map(
    answers
      .filter(({ mailboxId }) => mailboxId !== choice.target)
      // The surest answer for each folder comes first: the last one set must be that.
      .reverse()
      .map(({ mailboxId, confidence }) => [mailboxId, confidence / 2]),
  );
  const alternatives = Array.from(others, ([mailboxId, probability]) => ({ mailboxId, probability }));
  return {
    ...choice,
    evidence: [{ kind: 'rule', rule: first.rule }],
    alternatives: alternatives.sort((a, b) => b.probability - a.probability).slice(0, MOST_ALTERNATIVES),
    ...causeOf(mail, { sender: true, subject: false, thread: false }),
  };
}
