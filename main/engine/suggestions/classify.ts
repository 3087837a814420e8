import type { StageAnswer } from '../../../contract/deciding.ts';
import { fail, succeed } from '../../../contract/problem.ts';
import type { AccountId } from '../../../contract/ids.ts';
import type { ReadableDb } from '../db/handles.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import type { HandlersOf } from '../handlers.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import type { Clock } from '../platform/clock.ts';
import { NO_RULES, rulesFor, type RuleSet } from '../deciding/index.ts';
import type { Proposer } from './proposer.ts';

/** Answers what each stage would say of a mail that is in no mailbox. Changes nothing. */
export function decidingCalls(deps: {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly rules: () => RuleSet;
  /** Reads the source of a mail that arrives now. */
  readonly read: (
    source: Uint8Array,
    now: number,
  ) => Promise<{ mail: MailFeatures; unreadable: string | null }>;
  readonly proposerOf: (account: AccountId) => Proposer | undefined;
}): HandlersOf<'deciding'> {
  return {
    'deciding.classify': async ({ accountId, source }) => {
      const proposer = deps.proposerOf(accountId);
      if (!proposer) return fail('not-found');
      const account = findAccount(deps.db, accountId);
      const now = deps.clock.now();
      const { mail, unreadable } = await deps.read(source, now);
      if (unreadable !== null) return succeed({ stages: [], decision: null, unreadable });
      const context = {
        rules: account ? rulesFor(deps.rules(), account) : NO_RULES,
        folders: listFolders(deps.db, accountId),
        never: new Set<never>(),
        now,
      };
      const stages = proposer.decider
        .explain(mail, context)
        .map(({ stage, candidates, evidence }): StageAnswer => {
          const [best] = candidates;
          return { stage, target: best?.mailboxId ?? null, probability: best?.probability ?? null, evidence };
        });
      const decided = proposer.decider.decide(mail, context);
      return succeed({
        stages,
        decision: decided && {
          stage: decided.stage,
          target: decided.target,
          probability: decided.probability,
          evidence: decided.evidence,
        },
        unreadable: null,
      });
    },
  };
}
