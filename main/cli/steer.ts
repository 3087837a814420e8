import type { Account } from '../../contract/accounts.ts';
import { assertNever } from '../../contract/assert-never.ts';
import type { EngineCallName } from '../../contract/index.ts';
import type { Engine } from '../engine/options.ts';
import { ask } from './ask.ts';

/** What `casier sync` may do to the accounts instead of, or before, looking for mail. */
export type Steering = 'pause' | 'resume' | 'stop-first-sync' | 'continue';

/** Does it to each of the accounts; what is paused already stays paused. */
export async function steer(engine: Engine, accounts: readonly Account[], how: Steering): Promise<void> {
  for (const { id } of accounts) await ask(engine, callOf(how), { id });
}

/** Whether it leaves the accounts at rest, so that there is nothing to wait for. */
export function isRest(how: Steering): boolean {
  return how === 'pause' || how === 'stop-first-sync';
}

function callOf(
  how: Steering,
): Extract<
  EngineCallName,
  'accounts.pause' | 'accounts.resume' | 'accounts.stopFirstSync' | 'accounts.continueFirstSync'
> {
  switch (how) {
    case 'pause':
      return 'accounts.pause';
    case 'resume':
      return 'accounts.resume';
    case 'stop-first-sync':
      return 'accounts.stopFirstSync';
    case 'continue':
      return 'accounts.continueFirstSync';
    default:
      return assertNever(how);
  }
}
