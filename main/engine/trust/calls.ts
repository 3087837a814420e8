import type { AccountId } from '../../../contract/ids.ts';
import { succeed } from '../../../contract/problem.ts';
import type { FolderTrust } from '../../../contract/trust.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import { currentRevision } from '../db/repositories/deciding/proposals.ts';
import { markDemotionsSeen, setAccountCeiling } from '../db/repositories/trust/folders.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import { describeAccount, describeFolder, describeFolders } from './overview.ts';
import type { Trust } from './trust.ts';

/** Answers the calls about trust. */
export function trustCalls(deps: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly trust: Trust;
  readonly replaying: (account: AccountId) => boolean;
  /** What is proposed for a folder, or filed in it, may be different now. */
  readonly onSet: (account: AccountId, proposeAgain: boolean) => void;
  readonly onChange: () => void;
}): HandlersOf<'trust'> {
  const { db, clock, trust } = deps;
  return {
    'trust.list': async ({ accountId }) => {
      const revision = currentRevision(db);
      const ids = accountId === undefined ? listAccounts(db).map(({ id }) => id) : [accountId];
      const folders: FolderTrust[] = [];
      for (const id of ids) folders.push(...(await describeFolders(db, id, clock.now())));
      const accounts = ids.map((id) =>
        describeAccount(db, id, { now: clock.now(), replaying: deps.replaying(id) }),
      );
      return succeed({ revision, accounts, folders });
    },
    'trust.set': (change) => {
      const reply = trust.set(change);
      if (!reply.ok) return reply;
      const { account, before, now } = reply.value;
      deps.onSet(account, before === 'off' && now !== 'off');
      return succeed(describeFolder(db, account, change.mailboxId, clock.now()));
    },
    'trust.setCeiling': ({ accountId, ceiling }) => {
      transaction(db, () => {
        setAccountCeiling(db, accountId, ceiling);
      });
      trust.file(accountId);
      deps.onSet(accountId, false);
      return succeed({});
    },
    'trust.seen': ({ mailboxIds }) => {
      transaction(db, () => {
        markDemotionsSeen(db, mailboxIds);
      });
      deps.onChange();
      return succeed({});
    },
  };
}
