import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { Discovery } from '../../../contract/discovery.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { transaction, type WritableDb } from '../db/handles.ts';
import { findAccount } from '../db/repositories/accounts.ts';
import { insertMailbox, listMailboxes } from '../db/repositories/mail/mailbox-paths.ts';
import { planMailbox } from '../db/repositories/mail/planned-mailboxes.ts';
import { outcomeOf } from '../jobs/outcome.ts';
import type { Clock } from '../platform/clock.ts';
import type { HandlersOf } from '../handlers.ts';
import type { AccountManager } from './manager.ts';

const CREATE_TIMEOUT_MS = 30_000;

/** Answers the calls about accounts and their mailboxes. */
export function accountCalls(deps: {
  readonly db: WritableDb;
  readonly accounts: AccountManager;
  readonly clock: Clock;
  readonly discover: (address: string) => Promise<Reply<Discovery>>;
  /** A folder was promised: its job should be looked at. */
  readonly onPlanned: () => void;
}): HandlersOf<'accounts' | 'mailboxes'> {
  const { db, accounts, clock, discover, onPlanned } = deps;
  const plan = (account: AccountId, path: string) => {
    const at = clock.now();
    const { mailbox: id } = transaction(db, () => planMailbox(db, { account, path, role: 'folder', at }));
    onPlanned();
    return succeed({ id });
  };
  return {
    'accounts.list': () => succeed(accounts.list()),
    'accounts.discover': ({ address }) => discover(address),
    'accounts.settings': ({ id }) => {
      const account = findAccount(db, id);
      if (account?.kind !== 'imap') return fail('not-found');
      const { name, address, settings } = account;
      return succeed({ name, address, imap: settings });
    },
    'accounts.update': (input) => accounts.update(input),
    'accounts.test': ({ imap, password }) => accounts.test(imap, password),
    'accounts.addImap': (input) => accounts.addImap(input),
    'accounts.addMaildir': (input) => accounts.addMaildir(input),
    'accounts.addDemo': () => accounts.addDemo(),
    'accounts.remove': ({ id, keepMail }) => (keepMail ? accounts.signOut(id) : accounts.remove(id)),
    'accounts.pause': ({ id }) => accounts.pause(id, true),
    'accounts.resume': ({ id }) => accounts.pause(id, false),
    'accounts.pauseAll': () => accounts.pauseAll(true),
    'accounts.resumeAll': () => accounts.pauseAll(false),
    'accounts.stopFirstSync': ({ id }) => accounts.stopFirstSync(id, true),
    'accounts.continueFirstSync': ({ id }) => accounts.stopFirstSync(id, false),
    'accounts.setLimits': ({ id, limits }) => accounts.setLimits(id, limits),
    'accounts.syncNow': ({ id }) => accounts.syncNow(id),
    'accounts.setPassword': ({ id, password }) => accounts.setPassword(id, password),

    'mailboxes.list': ({ accountId }) => succeed(listMailboxes(db, accountId)),
    'mailboxes.create': async ({ accountId, path }) => {
      if (listMailboxes(db, accountId).some((mailbox) => mailbox.path === path)) return fail('folder-exists');
      const source = accounts.sourceOf(accountId);
      if (!source.ok) return canWait(source.problem) ? plan(accountId, path) : source;
      const made = await source.value.createMailbox(path, AbortSignal.timeout(CREATE_TIMEOUT_MS));
      if (!made.ok) return canWait(made.problem) ? plan(accountId, path) : made;
      return succeed({ id: insertMailbox(db, { accountId, ...made.value }) });
    },
  };
}

/** The server cannot be asked now, but will be: the folder is promised. A paused account is left alone until it is resumed. */
function canWait(problem: Problem): boolean {
  return outcomeOf(problem).kind === 'blocked';
}
