import { Worker } from 'node:worker_threads';
import { performance } from 'node:perf_hooks';

/** Inputs with numbers from `from` to before `to`. `at`: the number that is tried, and 1 while it is. */
export interface WorkerJob {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly at: Int32Array<SharedArrayBuffer>;
}

export type WorkerReport =
  | { readonly kind: 'threw' | 'slow'; readonly index: number; readonly detail: string }
  | { readonly kind: 'done'; readonly slowest: Slowest; readonly bytes: number };

export interface Slowest {
  readonly index: number;
  /** Processor time, so that other programs do not count. */
  readonly ms: number;
  readonly bytes: number;
}

/** An input that did what none may do. `ended`: it did not stop by itself, or took all the memory there was. */
export interface Failure {
  readonly index: number;
  readonly kind: 'threw' | 'slow' | 'ended';
  readonly detail: string;
}

export interface Outcome {
  readonly inputs: number;
  readonly bytes: number;
  readonly failures: readonly Failure[];
  readonly slowest: Slowest;
  readonly seconds: number;
  /** Of this process, the program that tries included. */
  readonly peakMemory: number;
}

/** What an input may take of the clock: far more than of the processor, the machine may be busy. */
const PATIENCE_MS = 15_000;
const MEMORY_MB = 256;

/** Tries inputs; one that hangs or takes all memory is noted and the next ones are tried in a new thread. */
export async function runFuzz(
  seed: number,
  inputs: number,
  told: (index: number) => void = () => undefined,
): Promise<Outcome> {
  const started = performance.now();
  const failures: Failure[] = [];
  let slowest: Slowest = { index: 0, ms: 0, bytes: 0 };
  let bytes = 0;
  for (let next = 0; next < inputs;) {
    const at = new Int32Array(new SharedArrayBuffer(8));
    at[0] = next;
    const last = await runWorker({ seed, from: next, to: inputs, at }, told, (failure) =>
      failures.push(failure),
    );
    if (last.kind === 'done') {
      bytes += last.bytes;
      if (last.slowest.ms > slowest.ms) slowest = last.slowest;
      break;
    }
    failures.push(last);
    next = last.index + 1;
  }
  return {
    inputs,
    bytes,
    failures,
    slowest,
    seconds: (performance.now() - started) / 1000,
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

type Ended = Failure | (WorkerReport & { kind: 'done' });

function runWorker(
  job: WorkerJob,
  told: (index: number) => void,
  fail: (failure: Failure) => void,
): Promise<Ended> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    let seen = -1;
    let since = performance.now();
    const watch = setInterval(() => {
      const index = Atomics.load(job.at, 0);
      told(index);
      const isBusy = Atomics.load(job.at, 1) === 1;
      if (index !== seen || !isBusy) [seen, since] = [index, performance.now()];
      if (performance.now() - since < PATIENCE_MS) return;
      end({ index, kind: 'ended', detail: `still busy after ${PATIENCE_MS / 1000} s` });
      void worker.terminate();
    }, 100);
    const end = (ended: Ended): void => {
      clearInterval(watch);
      resolve(ended);
    };
    worker.on('message', (report: WorkerReport) => {
      if (report.kind === 'done') end(report);
      else fail(report);
    });
    worker.on('error', (error: Error) =>
      end({ index: Atomics.load(job.at, 0), kind: 'ended', detail: error.stack ?? error.message }),
    );
    worker.on('exit', () =>
      end({ index: Atomics.load(job.at, 0), kind: 'ended', detail: 'the thread ended' }),
    );
  });
}
