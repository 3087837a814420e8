import type { StageAnswer } from '../../../contract/deciding.ts';
import { fail, succeed } from '../../../contract/problem.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { deleteDoubt, insertDoubt, listDoubtedEvidence } from '../db/repositories/deciding/doubts.ts';
import {
  countForgotten,
  countLearned,
  forgetFolder,
  rememberFolder,
} from '../db/repositories/deciding/forgetting.ts';
import { findPending } from '../db/repositories/deciding/proposals.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { accountOfMessage, findAccount } from '../db/repositories/accounts.ts';
import { accountOfMailbox, listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import type { HandlersOf } from '../handlers.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import type { Clock } from '../platform/clock.ts';
import { doubtKeys, NO_RULES, rulesFor, urgencyByRules, type RuleSet } from '../deciding/index.ts';
import type { Proposer } from './proposer.ts';

/** Answers what each stage would say of a mail that is in no mailbox, and minds what the person says of evidence. */
export function decidingCalls(deps: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly rules: () => RuleSet;
  /** Reads the source of a mail that arrives now. */
  readonly read: (
    source: Uint8Array,
    now: number,
  ) => Promise<{ mail: MailFeatures; unreadable: string | null }>;
  readonly proposerOf: (account: AccountId) => Proposer | undefined;
}): HandlersOf<'deciding'> {
  const { db, clock } = deps;
  return {
    'deciding.learnedOf': ({ mailboxId }) =>
      succeed({
        learned: countLearned(db, mailboxId),
        forgotten: countForgotten(db, mailboxId),
        doubts: listDoubtedEvidence(db, mailboxId),
      }),

    'deciding.doubt': ({ messageId, mailboxId, evidence }) => {
      const mail = readFeatures(db, messageId);
      const accountId = accountOfMailbox(db, mailboxId);
      if (!mail || accountId === null) return fail('not-found');
      const keys = doubtKeys(evidence, mail);
      if (keys.length === 0) return fail('invalid-input', evidence.kind);
      const id = transaction(db, () =>
        insertDoubt(db, { accountId, mailboxId, evidence, keys, at: clock.now() }),
      );
      deps.proposerOf(accountId)?.doubted(messageId);
      return succeed({ id, proposal: findPending(db, messageId) });
    },

    'deciding.forget': ({ mailboxId, forget }) => {
      const accountId = accountOfMailbox(db, mailboxId);
      if (accountId === null) return fail('not-found');
      const mails = transaction(db, () =>
        forget ? forgetFolder(db, mailboxId, clock.now()) : rememberFolder(db, mailboxId),
      );
      const proposer = deps.proposerOf(accountId);
      if (mails > 0 && forget) proposer?.forget(mailboxId);
      else if (mails > 0) proposer?.relearn();
      return succeed({ mails });
    },

    'deciding.trustAgain': ({ id, messageId }) => {
      const account = transaction(db, () => deleteDoubt(db, id));
      if (account === null) return fail('not-found');
      deps.proposerOf(account)?.doubted(messageId);
      return succeed({ proposal: messageId && findPending(db, messageId) });
    },

    'deciding.urgency': ({ messageId }) => {
      const mail = readFeatures(db, messageId);
      const account = accountOfMessage(db, messageId);
      if (!mail || !account) return fail('not-found');
      const rules = rulesFor(deps.rules(), account);
      return succeed(urgencyByRules(mail, { rules, folders: listFolders(db, account.id), now: clock.now() }));
    },

    'deciding.classify': async ({ accountId, source }) => {
      const proposer = deps.proposerOf(accountId);
      if (!proposer) return fail('not-found');
      const account = findAccount(deps.db, accountId);
      const now = deps.clock.now();
      const { mail, unreadable } = await deps.read(source, now);
      const trouble = unreadable ?? (isMail(mail) ? null : 'not-a-mail');
      if (trouble !== null) return succeed({ stages: [], decision: null, mail: null, unreadable: trouble });
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
        mail: { from: mail.from, subject: mail.subject, date: mail.date },
        unreadable: null,
      });
    },
  };
}

/** Any text can be parsed as a mail: one that nobody sent, without a subject and an identifier, is none. */
function isMail({ from, subject, messageId }: MailFeatures): boolean {
  return from.address !== '' || from.name !== '' || subject !== '' || messageId !== null;
}
