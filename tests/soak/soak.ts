import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AccountId, BatchId } from '../../contract/ids.ts';
import { EngineProcess } from '../bench/support/engine-process.ts';
import { mean, quantile } from '../bench/support/numbers.ts';
import { seeded } from '../crash/random.ts';
import { Dovecot } from '../support/dovecot.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitFor } from '../support/wait-for.ts';
import { findDivergence } from './divergence.ts';
import { Stopwatch } from './stopwatch.ts';
import { World } from './world.ts';

const SECOND = 1000;
const SAMPLE_MS = 2 * SECOND;
/** Memory goes up and down with each collection: the least of this many samples in a row is what was really in use. */
const SMOOTHED = 8;
const CONVERGE_MS = 180 * SECOND;

export interface SoakOptions {
  readonly minutes: number;
  readonly accounts: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export interface SoakReport {
  readonly minutes: number;
  readonly accounts: number;
  readonly seed: number;
  readonly delivered: number;
  readonly flagged: number;
  readonly moved: number;
  readonly expunged: number;
  readonly approved: number;
  readonly undone: number;
  readonly disconnects: number;
  readonly serverKills: number;
  readonly storedP50Ms: number;
  readonly storedP95Ms: number;
  readonly decidedP50Ms: number;
  readonly decidedP95Ms: number;
  readonly undecided: number;
  readonly rssMiddleMb: number;
  readonly rssLastMb: number;
  readonly rssRatio: number;
  readonly heapLastMb: number;
  readonly eventLoopP99Ms: number;
  readonly cpuShare: number;
  readonly divergence: readonly string[];
}

interface Person {
  readonly user: string;
  readonly account: AccountId;
}

/**
 * Lives with an engine for a while: new mail every second, another program at work on the same mailboxes, a person who
 * approves and takes back, connections that are cut and a server that is killed. Then everything rests, and server and
 * database are compared.
 */
export async function soak({ minutes, accounts, seed, say }: SoakOptions): Promise<SoakReport> {
  const random = seeded(seed);
  const dataDir = mkdtempSync(join(tmpdir(), 'casier-soak-'));
  const server = await Dovecot.start();
  const proxy = await TcpProxy.start(server.port);
  const engine = await EngineProcess.start(dataDir);
  const world = new World(server, random);
  const people: Person[] = [];
  try {
    for (let number = 1; number <= accounts; number += 1) {
      const user = `person${number}`;
      await world.settle(user, 12);
      people.push({ user, account: await engine.addImap({ ...server.settings(user), port: proxy.port }) });
    }
    for (const { account } of people) await waitFor(() => engine.syncedAt(account));
    await engine.quiet();
    say(`${accounts} accounts are in; ${minutes} minutes begin (seed ${seed})`);
    const watch = new Stopwatch(dataDir);
    try {
      return await live({ minutes, seed, say, random, dataDir, server, proxy, engine, world, people, watch });
    } finally {
      watch.stop();
    }
  } finally {
    await engine.close();
    await proxy.stop();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Scene {
  readonly minutes: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly random: () => number;
  readonly dataDir: string;
  readonly server: Dovecot;
  readonly proxy: TcpProxy;
  readonly engine: EngineProcess;
  readonly world: World;
  readonly people: readonly Person[];
  readonly watch: Stopwatch;
}

async function live(scene: Scene): Promise<SoakReport> {
  const { minutes, seed, say, random, server, proxy, engine, world, people, watch } = scene;
  const anyone = (): Person => {
    const one = people[Math.floor(random() * people.length)];
    if (!one) throw new Error('nobody');
    return one;
  };
  let approved = 0;
  let undone = 0;
  let disconnects = 0;
  let serverKills = 0;
  const memory: { rss: number; heap: number }[] = [];
  // One connection in twelve breaks by itself after a while.
  proxy.next = () =>
    random() < 1 / 12
      ? { kind: random() < 0.5 ? 'reset' : 'end', after: 500 + Math.floor(random() * 60_000) }
      : { kind: 'none' };
  const { cpuSeconds } = await engine.inside('reset');
  const begun = performance.now();
  const end = begun + minutes * 60 * SECOND;
  const acts: [everyMs: number, act: () => Promise<void>][] = [
    [
      SECOND,
      async () => {
        const { user, account } = anyone();
        watch.start(account, await world.deliver(user));
      },
    ],
    [4 * SECOND, () => world.meddle(anyone().user)],
    [
      11 * SECOND,
      async () => {
        approved += await approveSome(engine);
      },
    ],
    [
      37 * SECOND,
      async () => {
        undone += await undoLast(engine);
      },
    ],
    [
      19 * SECOND,
      async () => {
        disconnects += 1;
        await world.kick(anyone().user);
      },
    ],
    [
      SAMPLE_MS,
      async () => {
        memory.push({ rss: engine.memory().rssMb, heap: (await engine.inside()).heapMb });
      },
    ],
    [
      60 * SECOND,
      () => {
        const { delivered } = world.deeds;
        say(
          `${Math.round((performance.now() - begun) / 60_000)} min: ${delivered} delivered, ${watch.waiting} wait, ` +
            `decided p95 ${quantile(watch.decided, 0.95).toFixed(0)} ms, ${memory.at(-1)?.rss.toFixed(0) ?? '?'} MB`,
        );
        return Promise.resolve();
      },
    ],
  ];
  await Promise.all(acts.map(([everyMs, act]) => repeat(everyMs, end, act)));
  if (minutes >= 2) {
    serverKills += 1;
    await server.kill();
    await delay(2 * SECOND);
    await server.resume();
  }
  const inside = await engine.inside();
  const seconds = (performance.now() - begun) / SECOND;
  say('resting');
  proxy.next = () => ({ kind: 'none' });
  const divergence = await rested(scene);
  const rss = smoothed(memory.map((sample) => sample.rss));
  const heap = smoothed(memory.map((sample) => sample.heap));
  const third = Math.floor(rss.length / 3);
  const rssMiddleMb = mean(rss.slice(third, 2 * third));
  const rssLastMb = mean(rss.slice(2 * third));
  return {
    minutes,
    accounts: people.length,
    seed,
    ...world.deeds,
    approved,
    undone,
    disconnects: disconnects + proxy.spoiled,
    serverKills,
    storedP50Ms: quantile(watch.stored, 0.5),
    storedP95Ms: quantile(watch.stored, 0.95),
    decidedP50Ms: quantile(watch.decided, 0.5),
    decidedP95Ms: quantile(watch.decided, 0.95),
    undecided: watch.waiting,
    rssMiddleMb,
    rssLastMb,
    rssRatio: rssLastMb / rssMiddleMb,
    heapLastMb: mean(heap.slice(2 * third)),
    eventLoopP99Ms: inside.eventLoopP99Ms,
    cpuShare: (inside.cpuSeconds - cpuSeconds) / seconds,
    divergence,
  };
}

/** Does something again and again until the time is over, never twice at once. */
async function repeat(everyMs: number, end: number, act: () => Promise<void>): Promise<void> {
  for (
    let next = performance.now() + everyMs;
    next < end;
    next = Math.max(next + everyMs, performance.now())
  ) {
    await delay(next - performance.now());
    await act();
  }
}

async function approveSome(engine: EngineProcess): Promise<number> {
  const { rows } = await engine.ask('suggestions.list', { limit: 6 });
  if (rows.length === 0) return 0;
  const selection = { ids: rows.map(({ id }) => id) };
  return (await engine.ask('suggestions.approve', { selection })).accepted;
}

async function undoLast(engine: EngineProcess): Promise<number> {
  const { batches } = await engine.ask('activity.list', {});
  const last: BatchId | undefined = batches.find(
    ({ action, undone }) => action === 'approve' && undone === 0,
  )?.id;
  return last === undefined ? 0 : (await engine.ask('activity.undoBatch', { batchId: last })).accepted;
}

/** Lets everything come to rest and gives what still differs when it should have. */
async function rested({ engine, server, dataDir, people, world }: Scene): Promise<string[]> {
  const end = performance.now() + CONVERGE_MS;
  for (;;) {
    for (const { account } of people) await engine.ask('accounts.syncNow', { id: account });
    await engine.quiet({ timeout: CONVERGE_MS });
    const { jobs } = await engine.ask('status.get', {});
    const found = [];
    for (const { user, account } of people) {
      const alive = world.alive.get(user) ?? new Set();
      found.push(...(await findDivergence(server, user, dataDir, account, alive)));
    }
    if (jobs.failed > 0) found.push(`${jobs.failed} jobs failed`);
    if (jobs.queued > 0) found.push(`${jobs.queued} jobs wait`);
    if (found.length === 0 || performance.now() > end) return found;
    await delay(2 * SECOND);
  }
}

function smoothed(samples: readonly number[]): number[] {
  return samples.map((_, at) => Math.min(...samples.slice(Math.max(0, at - SMOOTHED + 1), at + 1)));
}
