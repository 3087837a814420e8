/** Tries inputs one after the other and tells of those that fail. Runs in a thread of its own: what hangs can be ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { examine } from './examine.ts';
import { makeInput } from './inputs.ts';
import { readSeeds } from './seeds.ts';
import type { WorkerJob, WorkerReport } from './run.ts';

const { seed, from, to, at } = workerData as WorkerJob;
const { mails } = readSeeds();
const tell = (report: WorkerReport) => parentPort?.postMessage(report);

let slowest = { index: from, ms: 0, bytes: 0 };
let bytes = 0;
for (let index = from; index < to; index += 1) {
  Atomics.store(at, 0, index);
  const input = makeInput(mails, seed, index);
  bytes += input.bytes.length;
  const before = process.threadCpuUsage();
  Atomics.store(at, 1, 1);
  try {
    await examine(input.bytes);
  } catch (error) {
    tell({
      kind: 'threw',
      index,
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  Atomics.store(at, 1, 0);
  const spent = process.threadCpuUsage(before);
  const ms = (spent.user + spent.system) / 1000;
  if (ms > slowest.ms) slowest = { index, ms, bytes: input.bytes.length };
  if (ms > 1000) tell({ kind: 'slow', index, detail: `${Math.round(ms)} ms` });
}
tell({ kind: 'done', slowest, bytes });
