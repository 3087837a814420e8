import type { AccountId } from '../../../contract/ids.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import type { Gate } from '../platform/outside.ts';
import { createFolder } from './handlers/create-folder.ts';
import { moveMessages } from './handlers/move-messages.ts';
import { setFlags } from './handlers/set-flags.ts';
import type { JobHandler } from './outcome.ts';
import { JobRunner } from './runner.ts';

type RunnerOptions = ConstructorParameters<typeof JobRunner>[0];

/**
 * The runner with all that it can carry out; what waits for the person to be online goes on at once then. `lookAgain`: an
 * account's mail is not as it was thought to be.
 */
export function openJobs({
  sourceOf,
  lookAgain,
  handlers = [],
  gate,
  ...options
}: Omit<RunnerOptions, 'handlers'> & {
  readonly sourceOf: Parameters<typeof moveMessages>[0]['sourceOf'];
  readonly lookAgain: (account: AccountId) => void;
  /** Those of other rooms. */
  readonly handlers?: readonly JobHandler[];
  readonly gate: Gate;
}): JobRunner {
  const sources = { db: options.db, sourceOf };
  const runner = new JobRunner({
    ...options,
    handlers: [
      moveMessages(sources),
      setFlags({ ...sources, lookAgain }),
      createFolder(sources),
      ...handlers,
    ],
  });
  gate.onMoved(() => {
    if (!gate.offline) for (const { id } of listAccounts(options.db)) runner.unblock(id);
  });
  return runner;
}
