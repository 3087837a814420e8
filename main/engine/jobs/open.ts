import type { AccountId } from '../../../contract/ids.ts';
import { createFolder } from './handlers/create-folder.ts';
import { moveMessages } from './handlers/move-messages.ts';
import { setFlags } from './handlers/set-flags.ts';
import type { JobHandler } from './outcome.ts';
import { JobRunner } from './runner.ts';

type RunnerOptions = ConstructorParameters<typeof JobRunner>[0];

/** The runner with all that it can carry out. `lookAgain`: an account's mail is not as it was thought to be. */
export function openJobs({
  sourceOf,
  lookAgain,
  handlers = [],
  ...options
}: Omit<RunnerOptions, 'handlers'> & {
  readonly sourceOf: Parameters<typeof moveMessages>[0]['sourceOf'];
  readonly lookAgain: (account: AccountId) => void;
  /** Those of other rooms. */
  readonly handlers?: readonly JobHandler[];
}): JobRunner {
  const sources = { db: options.db, sourceOf };
  return new JobRunner({
    ...options,
    handlers: [
      moveMessages(sources),
      setFlags({ ...sources, lookAgain }),
      createFolder(sources),
      ...handlers,
    ],
  });
}
