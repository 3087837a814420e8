import { z } from 'zod';
import { mailboxId, type AccountId } from '../../../../contract/ids.ts';
import type { Reply } from '../../../../contract/problem.ts';
import { transaction, type WritableDb } from '../../db/handles.ts';
import { settlePlanned } from '../../db/repositories/mail/planned-mailboxes.ts';
import type { MailSource } from '../../sources/port.ts';
import { done, outcomeOf, type JobHandler, type Outcome } from '../outcome.ts';

const payload = z.object({ mailbox: mailboxId, path: z.string() });

/**
 * Makes a folder that was promised while its server could not be asked. Safe to run twice: making a mailbox that is there
 * succeeds. The server may spell its path in another way than we did; what refers to the promised one then means that.
 */
export function createFolder(deps: {
  readonly db: WritableDb;
  readonly sourceOf: (account: AccountId) => Reply<MailSource>;
}): JobHandler<typeof payload> {
  const { db } = deps;
  return {
    kind: 'create-folder',
    payload,
    async run(job, { mailbox, path }, signal): Promise<Outcome> {
      const { accountId: account } = job;
      if (account === null) return done;
      const source = deps.sourceOf(account);
      if (!source.ok) return outcomeOf(source.problem);
      const made = await source.value.createMailbox(path, signal);
      if (!made.ok) return outcomeOf(made.problem);
      transaction(db, () => settlePlanned(db, account, mailbox, made.value));
      return done;
    },
    abandon: () => undefined,
    revive: () => undefined,
  };
}
