/**
 * `npm run bench -- interface [--json] [--n 100000] [--starts 5] [--rounds 20]`: the built program in a real window (Chromium,
 * software rendering) on a Maildir of so many mails of which a fifth wait with a proposal. Milliseconds from a key or click to
 * the painted effect; medians, of frames, searches and calls the percentile that the name says. No other program as a peer: what
 * else there is on this system needs a server or an account elsewhere.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Group } from '../../contract/suggestions.ts';
import { PAGE_SIZE } from '../../renderer/lib/lists/paging.ts';
import { startApp, type RunningApp } from '../e2e/support/app.ts';
import { askWindow } from '../e2e/support/window.ts';
import { waitFor } from '../support/wait-for.ts';
import { startScreen } from '../support/xvfb.ts';
import { approveMany, approveOne } from './interface/approve.ts';
import { bundleKb } from './interface/bundle.ts';
import { framesWhileScrolling, milestone, roundTrips } from './interface/in-page.ts';
import { prepare } from './interface/mailbox.ts';
import { search } from './interface/search.ts';
import { median, quantile, table } from './support/numbers.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    n: { type: 'string', default: '100000' },
    starts: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '20' },
  },
});
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const rounds = Number(values.rounds);
const MANY = 5000;

const work = mkdtempSync(join(tmpdir(), 'casier-bench-'));
const screen = await startScreen({ width: 1280, height: 800 });
try {
  const figures = await measure();
  table(figures, say);
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await screen.stop();
  rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

async function measure() {
  const { dataDir } = await prepare(Number(values.n), work, say);
  const starts: { interactive: number; firstProposal: number }[] = [];
  // The first one makes the browser's profile and is not counted.
  for (let start = 0; start <= Number(values.starts); start += 1) {
    const { app, ...took } = await timedStart(dataDir);
    await app.stop();
    if (start > 0) starts.push(took);
  }
  const { app } = await timedStart(dataDir);
  try {
    return { ...measureStarts(starts), ...(await measureWindow(app)), bundleKb: bundleKb() };
  } finally {
    await app.stop();
  }
}

function measureStarts(starts: readonly { interactive: number; firstProposal: number }[]) {
  return {
    startMs: median(starts.map(({ interactive }) => interactive)),
    firstProposalMs: median(starts.map(({ firstProposal }) => firstProposal)),
  };
}

/** Milliseconds from the start of the program until the window can be used, and until it shows proposals. */
async function timedStart(
  dataDir: string,
): Promise<{ app: RunningApp; interactive: number; firstProposal: number }> {
  const begun = Date.now();
  const app = await startApp({ shell: 'chromium', display: screen.display, dataDir, language: 'en' });
  const reached = (name: string) =>
    waitFor(async () => (await milestone(app.page, name)) ?? false, { timeout: 60_000, every: 100 });
  const interactive = (await reached('casier:interactive')) - begun;
  const firstProposal = (await reached('casier:first-proposal')) - begun;
  return { app, interactive, firstProposal };
}

async function measureWindow({ page }: RunningApp) {
  await waitFor(async () => !(await askWindow(page, 'status.get', {})).deciding, { timeout: 600_000 });
  const { waiting } = await askWindow(page, 'status.get', {});
  say(`${waiting} proposals wait`);
  const { groups } = await askWindow(page, 'suggestions.groups', {});
  const largest = groups.reduce((one, other) => (other.count > one.count ? other : one));
  const calls = await roundTrips(page, mixedCalls(await inboxOf(page), largest, rounds * 30));
  const frames = await scroll(page);
  const searches = await search(page);
  const one = await approveOne(page, rounds);
  const many = await approveMany(page, MANY);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return {
    proposals: waiting,
    approveOneMs: median(one),
    approveOneP95Ms: quantile(one, 0.95),
    approve5000Ms: many.milliseconds,
    approved: many.approved,
    scrollP95FrameMs: quantile(frames, 0.95),
    searchP95Ms: quantile(searches, 0.95),
    searchMedianMs: median(searches),
    ipcP99Ms: quantile(calls, 0.99),
    ipcMedianMs: median(calls),
    rendererHeapMb: usedSize / 1_000_000,
  };
}

async function inboxOf(page: RunningApp['page']): Promise<number> {
  const mailboxes = await askWindow(page, 'mailboxes.list', {});
  const inbox = mailboxes.find(({ role }) => role === 'inbox');
  if (!inbox) throw new Error('there is no inbox');
  return inbox.id;
}

/** What the window asks while a person works: the state, a page of a mailbox anywhere in it, a page of the largest group. */
function mixedCalls(inbox: number, group: Group, count: number): [string, object][] {
  const { accountId, target, key: groupKey, count: size } = group;
  const page = (at: number, of: number) => ({ offset: (at * 97) % of, limit: PAGE_SIZE });
  return Array.from({ length: count }, (_, at): [string, object] => {
    if (at % 3 === 0) return ['status.get', {}];
    if (at % 3 === 1) return ['messages.list', { mailboxId: inbox, ...page(at, 15_000) }];
    return ['suggestions.list', { accountId, target, groupKey, ...page(at, size), brief: true }];
  });
}

async function scroll(page: RunningApp['page']): Promise<number[]> {
  await page.getByTestId('place-mailbox-inbox').first().click();
  await page.getByTestId('mail-row').first().waitFor();
  return framesWhileScrolling(page, '[role="grid"]', 300);
}
