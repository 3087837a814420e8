import type { Account, AccountLimits, AccountStatus } from '../../../contract/accounts.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { ReadableDb } from '../db/handles.ts';
import { countMessages, countUnreadable, type AccountRow } from '../db/repositories/accounts.ts';
import { usualLimits } from './limits.ts';
import type { RuntimeState } from './runtime-state.ts';

/** An account as the window shows it; `state` is null while it is not open, `unopened` why it could not be. */
export function describeAccount(
  db: ReadableDb,
  account: AccountRow,
  state: RuntimeState | null,
  unopened: Problem | null,
): Account {
  return {
    id: account.id,
    kind: account.kind,
    name: account.name,
    address: account.address,
    location:
      account.kind === 'imap' ? `${account.settings.host}:${account.settings.port}` : account.settings.path,
    demo: account.demo,
    status: statusOf(account) ?? state?.status ?? (unopened ? 'sign-in-needed' : 'starting'),
    problem: state?.problem ?? unopened,
    progress: state?.progress ?? null,
    messages: countMessages(db, account.id),
    lastSyncAt: account.lastSyncAt,
    retryAt: state?.retryAt ?? null,
    firstSync: state?.firstSync ?? storedFirstSync(account),
    limits: limitsOf(account),
    refused: [...(state?.refused ?? [])],
    unreadable: countUnreadable(db, account.id),
  };
}

/** What the person decided about the account; null when it is to be looked after. */
function statusOf({ signedOut, paused }: AccountRow): AccountStatus | null {
  if (signedOut) return 'signed-out';
  return paused ? 'paused' : null;
}

/** What the person allows the account, or what is usual with its server. */
export function limitsOf(account: AccountRow): AccountLimits {
  return account.limits ?? usualLimits(account.kind === 'imap' ? account.settings.host : 'localhost');
}

/** What is known of the first sync of an account that is not open. */
function storedFirstSync({ lastSyncAt, importStopped }: AccountRow): Account['firstSync'] {
  if (importStopped) return 'stopped';
  return lastSyncAt === null ? 'under-way' : 'done';
}
