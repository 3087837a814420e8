/**
 * One measurement in a process of its own, so that its memory and its event loop are nobody else's:
 * `node measure.ts sync|raw PORT FOLDER`. Prints one JSON object.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { openDatabase } from '../../../main/engine/db/open.ts';
import { insertAccount } from '../../../main/engine/db/repositories/accounts.ts';
import { systemClock } from '../../../main/engine/platform/clock.ts';
import { silentLogger } from '../../../main/engine/platform/logger.ts';
import { createSource } from '../../../main/engine/sources/index.ts';
import type { MailSource } from '../../../main/engine/sources/port.ts';
import { createAccountSync } from '../../../main/engine/sync/index.ts';
import { password } from '../../support/dovecot.ts';

const signal = new AbortController().signal;
const [what, port, folder] = process.argv.slice(2);
if (port === undefined || folder === undefined) throw new Error('usage: measure.ts sync|raw PORT FOLDER');

const source = createSource(
  {
    kind: 'imap',
    imap: { host: '127.0.0.1', port: Number(port), security: 'none', username: 'anne' },
    password,
  },
  { onEgress: () => undefined },
);
const result = what === 'raw' ? await measureRaw(source) : await measureSync(source, folder);
await source.close();
process.stdout.write(`${JSON.stringify(result)}\n`);

/** The bytes that the sync asks for, and nothing done with them. */
async function measureRaw(from: MailSource) {
  const started = performance.now();
  const mailboxes = await from.listMailboxes(signal);
  if (!mailboxes.ok) throw new Error(mailboxes.problem.code);
  let mails = 0;
  for (const { path } of mailboxes.value) {
    await from.state(path, signal);
    const uids = await from.uids(path, {}, signal);
    if (!uids.ok) throw new Error(uids.problem.code);
    for await (const mail of from.fetch(path, uids.value, 24_576, signal)) if (mail.ok) mails += 1;
  }
  return { mails, seconds: (performance.now() - started) / 1000 };
}

async function measureSync(from: MailSource, dataDir: string) {
  const db = openDatabase(join(dataDir, 'casier.db'));
  const accountId = insertAccount(db, {
    kind: 'imap',
    name: 'Anne',
    address: 'anne@example.org',
    settings: {},
    demo: false,
    at: Date.now(),
  });
  let firstBatchMs = 0;
  const started = performance.now();
  const sync = () =>
    createAccountSync({
      db,
      accountId,
      source: from,
      clock: systemClock,
      logger: silentLogger(),
      onProgress: () => undefined,
      onStored: () => (firstBatchMs ||= performance.now() - started),
      onMoved: () => undefined,
    }).run(signal);

  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const report = await sync();
  const seconds = (performance.now() - started) / 1000;
  loop.disable();
  if (!report.ok) throw new Error(report.problem.code);

  // The first run after a first sync looks once more at everything; the one after it is what happens every minute.
  await sync();
  const idleStarted = performance.now();
  await sync();
  const idleSyncMs = performance.now() - idleStarted;
  db.close();
  return {
    mails: report.value.stored + report.value.placed,
    seconds,
    firstBatchMs,
    idleSyncMs,
    eventLoopP99Ms: loop.percentile(99) / 1e6,
    eventLoopMaxMs: loop.max / 1e6,
    // Kilobytes on Linux, whatever the platform (getrusage as libuv gives it).
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}
