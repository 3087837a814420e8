import { fail, succeed } from '../../../contract/problem.ts';
import type { WritableDb } from '../db/handles.ts';
import { insertMailbox, listMailboxes } from '../db/repositories/mailbox-paths.ts';
import type { HandlersOf } from '../handlers.ts';
import type { AccountManager } from './manager.ts';

const CREATE_TIMEOUT_MS = 30_000;

/** Answers the calls about accounts and their mailboxes. */
export function accountCalls(deps: {
  readonly db: WritableDb;
  readonly accounts: AccountManager;
}): HandlersOf<'accounts' | 'mailboxes'> {
  const { db, accounts } = deps;
  return {
    'accounts.list': () => succeed(accounts.list()),
    'accounts.test': ({ imap, password }) => accounts.test(imap, password),
    'accounts.addImap': (input) => accounts.addImap(input),
    'accounts.addMaildir': (input) => accounts.addMaildir(input),
    'accounts.addDemo': () => accounts.addDemo(),
    'accounts.remove': ({ id }) => accounts.remove(id),
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
      if (!source.ok) return source;
      const made = await source.value.createMailbox(path, AbortSignal.timeout(CREATE_TIMEOUT_MS));
      if (!made.ok) return made;
      return succeed({ id: insertMailbox(db, { accountId, ...made.value }) });
    },
  };
}
