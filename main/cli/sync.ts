import type { Account } from '../../contract/accounts.ts';
import { assertNever } from '../../contract/assert-never.ts';
import type { Status } from '../../contract/status.ts';
import type { Engine } from '../engine/options.ts';
import { chooseAccounts } from './accounts.ts';
import { ask } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import type { Texts } from './texts.ts';

export interface SyncOptions {
  readonly once?: boolean;
  readonly account?: string;
}

/** Lets the engine fetch, decide and carry out; with `once` until every chosen account is up to date, else until stopped. */
export async function sync(
  engine: Engine,
  options: SyncOptions,
  { tell, signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const started = performance.now();
  const chosen = await chooseAccounts(engine, options.account, texts);
  if (!options.once) tell(texts.stopHint);
  const synced = new Map(chosen.map(({ id, lastSyncAt }) => [id, lastSyncAt]));
  const isOver = (status: Status): boolean => {
    if (!options.once) return false;
    const ours = status.accounts.filter(({ id }) => synced.has(id));
    return status.jobs.queued === 0 && ours.every((account) => isSettled(account, synced.get(account.id)));
  };
  const end = waitUntil(engine, isOver, signal, progressTeller(synced, tell, texts));
  for (const { id } of chosen) await ask(engine, 'accounts.syncNow', { id });
  await end;
  const status = await ask(engine, 'status.get', {});
  const accounts = status.accounts.filter(({ id }) => synced.has(id));
  return report(accounts, status, (performance.now() - started) / 1000, texts);
}

/** True when a sync of this run is complete, or when only the person can bring it further. */
function isSettled(account: Account, before: number | null | undefined): boolean {
  switch (account.status) {
    case 'starting':
    case 'syncing':
      return false;
    case 'live':
      return account.lastSyncAt !== null && account.lastSyncAt !== before;
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

/** Resolves when the condition holds for a status the engine tells, or when the signal aborts. */
async function waitUntil(
  engine: Engine,
  holds: (status: Status) => boolean,
  signal: AbortSignal,
  each: (status: Status) => void,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (status: Status): void => {
    each(status);
    if (holds(status)) resolve();
  };
  const stopListening = engine.listen((event) => {
    if (event.name === 'status.changed') look(event.payload);
  });
  const stop = (): void => {
    resolve();
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) resolve();
  await promise;
  signal.removeEventListener('abort', stop);
  stopListening();
}

function progressTeller(
  chosen: ReadonlyMap<number, unknown>,
  tell: (line: string) => void,
  texts: Texts,
): (status: Status) => void {
  const told = new Map<number, string>();
  return (status) => {
    for (const { id, name, progress } of status.accounts) {
      if (!chosen.has(id) || !progress) continue;
      const line = texts.progress(name, progress.done, progress.total);
      if (told.get(id) !== line) tell(line);
      told.set(id, line);
    }
  };
}

function report(accounts: readonly Account[], status: Status, seconds: number, texts: Texts): Outcome {
  const trouble = accounts.some((account) => account.problem !== null && account.status !== 'live');
  return {
    code: trouble ? exitCode.accountTrouble : exitCode.done,
    json: {
      accounts: accounts.map(({ name, kind, status, messages, lastSyncAt, problem }) => ({
        name,
        kind,
        status,
        messages,
        lastSyncAt,
        problem,
      })),
      waiting: status.waiting,
      jobs: status.jobs,
      seconds: Math.round(seconds * 100) / 100,
    },
    lines: [
      ...accounts.flatMap((account) => [
        texts.accountLine(account.name, account.status, account.messages),
        ...(account.problem ? [`  ${texts.problem(account.problem)}`] : []),
      ]),
      texts.waiting(status.waiting),
      ...(status.jobs.failed > 0 ? [texts.failedJobs(status.jobs.failed)] : []),
    ],
  };
}
