import type { Account } from '../../contract/accounts.ts';
import { assertNever } from '../../contract/assert-never.ts';
import type { Status } from '../../contract/status.ts';
import type { Engine } from '../engine/options.ts';
import { chooseAccounts } from './accounts.ts';
import { ask, CommandFailed } from './ask.ts';
import type { AtWork } from './engine.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import { showProgress } from './progress.ts';
import { isRest, steer, type Steering } from './steer.ts';
import type { Texts } from './texts.ts';

export interface SyncOptions {
  readonly once?: boolean;
  readonly account?: string;
  /** Done first; without `once` that is all. */
  readonly steering?: Steering | null;
}

/** Lets the engine fetch, decide and carry out; with `once` until every chosen account is up to date, else until stopped. */
export async function sync(
  { engine, lost }: AtWork,
  options: SyncOptions,
  { tell, signal, progress: output }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const chosen = await chooseAccounts(engine, options.account, texts);
  const ids = new Set<number>(chosen.map(({ id }) => id));
  const { steering = null, once = false } = options;
  if (steering !== null) {
    await steer(engine, chosen, steering);
    if (!once || isRest(steering)) return report(await stateOf(engine, ids), seconds(), texts);
  }
  if (lost) tell(texts.sharedEngine);
  if (!once) tell(texts.stopHint);
  const before = new Map(chosen.map(({ id, lastSyncAt }) => [id, lastSyncAt]));
  const isOver = (status: Status): boolean => {
    if (!once) return false;
    const ours = status.accounts.filter(({ id }) => ids.has(id));
    if (!ours.every((account) => isSettled(account, before.get(account.id)))) return false;
    // What waits for a server, a password or room may wait for days; of a reachable account all that can be done is waited for.
    const atRest = new Set(ours.filter(isAtRest).map(({ id }) => id));
    return status.jobs.byAccount.every(
      ({ accountId, soon }) =>
        soon === 0 || (accountId !== null && (!ids.has(accountId) || atRest.has(accountId))),
    );
  };
  const progress = showProgress(ids, output, texts);
  const look = (status: Status): boolean => {
    progress.show(status);
    return isOver(status);
  };
  for (const account of chosen) {
    if (account.status !== 'paused') await ask(engine, 'accounts.syncNow', { id: account.id });
  }
  await waitUntil(engine, look, [signal, ...(lost ? [lost] : [])]);
  progress.end();
  if (lost?.aborted) throw new CommandFailed({ code: 'engine-down' }, exitCode.failed, texts.otherEnded);
  const state = await stateOf(engine, ids);
  if (signal.aborted && isUnderWay(state.accounts)) tell(lost ? texts.otherGoesOn : texts.continuesNextTime);
  return report(state, seconds(), texts);
}

function isUnderWay(accounts: readonly Account[]): boolean {
  return accounts.some(({ status, firstSync }) => status === 'syncing' || firstSync === 'under-way');
}

/** True when a sync of this run is complete, or when only the person can bring it further. */
function isSettled(account: Account, before: number | null | undefined): boolean {
  switch (account.status) {
    case 'starting':
    case 'syncing':
      return false;
    case 'live':
      // Without a complete first sync there is no time of it to go by.
      return (
        account.firstSync === 'stopped' || (account.lastSyncAt !== null && account.lastSyncAt !== before)
      );
    case 'paused':
    case 'signed-out':
    case 'offline':
    case 'sign-in-needed':
    case 'failed':
      return true;
    default:
      return assertNever(account.status);
  }
}

/** Nothing of what the account is asked for is done before the person, or the server, has changed something. */
function isAtRest({ status }: Account): boolean {
  return status !== 'starting' && status !== 'syncing' && status !== 'live';
}

/** Far enough away; what matters is that it is waited for. */
const LONG_MS = 1 << 30;

/** Resolves when `look` is satisfied with the status there is, or with one that is told, or when a signal aborts. */
async function waitUntil(
  engine: Engine,
  look: (status: Status) => boolean,
  signals: readonly AbortSignal[],
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  // With every account paused nothing else keeps the process alive.
  const alive = setInterval(() => undefined, LONG_MS);
  const stopListening = engine.listen((event) => {
    if (event.name === 'status.changed' && look(event.payload)) resolve();
  });
  const any = AbortSignal.any([...signals]);
  const stop = (): void => resolve();
  any.addEventListener('abort', stop);
  if (any.aborted) resolve();
  const now = await engine.call('status.get', {});
  if (now.ok && look(now.value)) resolve();
  await promise;
  clearInterval(alive);
  any.removeEventListener('abort', stop);
  stopListening();
}

interface State {
  readonly accounts: readonly Account[];
  readonly status: Status;
}

async function stateOf(engine: Engine, chosen: ReadonlySet<number>): Promise<State> {
  const status = await ask(engine, 'status.get', {});
  return { accounts: status.accounts.filter(({ id }) => chosen.has(id)), status };
}

function report({ accounts, status }: State, seconds: number, texts: Texts): Outcome {
  const isHeldUp = ({ id }: Account) =>
    status.jobs.byAccount.some(({ accountId, blocked }) => accountId === id && blocked > 0);
  const trouble = accounts.some((account) =>
    account.status === 'live' ? isHeldUp(account) : account.problem !== null,
  );
  return {
    code: trouble ? exitCode.accountTrouble : exitCode.done,
    json: {
      accounts: accounts.map(({ name, kind, status, messages, lastSyncAt, firstSync, problem }) => ({
        name,
        kind,
        status,
        messages,
        lastSyncAt,
        firstSync,
        problem,
      })),
      waiting: status.waiting,
      jobs: status.jobs,
      seconds: Math.round(seconds * 100) / 100,
    },
    lines: [
      ...accounts.flatMap((account) => [
        texts.accountLine(account.name, account.status, account.messages),
        ...(account.firstSync === 'stopped' ? [`  ${texts.firstSyncStopped}`] : []),
        ...(account.problem ? [`  ${texts.problem(account.problem)}`] : []),
      ]),
      texts.waiting(status.waiting),
      ...(status.jobs.mails > 0 ? [texts.unfinished(status.jobs.mails)] : []),
      ...(status.jobs.failed > 0 ? [texts.failedJobs(status.jobs.failed)] : []),
    ],
  };
}
