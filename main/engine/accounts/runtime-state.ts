import type { Account, AccountStatus, Setback, SyncProgress } from '../../../contract/accounts.ts';
import type { Problem } from '../../../contract/problem.ts';

/** How an account is doing, for the window. */
export interface RuntimeState {
  readonly status: AccountStatus;
  readonly problem: Problem | null;
  readonly progress: SyncProgress | null;
  /** Milliseconds since 1970. */
  readonly retryAt: number | null;
  readonly firstSync: Account['firstSync'];
  readonly refused: readonly Setback[];
}

/** What an account is that a problem keeps from syncing. */
export function statusOf(problem: Problem): AccountStatus {
  switch (problem.code) {
    case 'wrong-password':
    case 'secrets-unavailable':
      return 'sign-in-needed';
    case 'unreachable':
    case 'timeout':
    case 'throttled':
    case 'offline':
      return 'offline';
    default:
      return 'failed';
  }
}
