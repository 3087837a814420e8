/**
 * Loaded into the engine's process before the engine (`--import`): measures from the inside what cannot be seen from
 * outside. Answers each line on file descriptor 4 with one line of JSON; `reset` starts the delay figures anew.
 */
import { Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const loop = monitorEventLoopDelay({ resolution: 10 });
loop.enable();
const wire = new Socket({ fd: 4 });
wire.unref();
wire.setEncoding('utf8');
wire.on('data', (asked: string) => {
  for (const word of asked.trim().split('\n')) {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const figures = {
      eventLoopP99Ms: loop.percentile(99) / 1e6,
      eventLoopMaxMs: loop.max / 1e6,
      cpuSeconds: (user + system) / 1e6,
      heapMb: heapUsed / 2 ** 20,
      externalMb: (external + arrayBuffers) / 2 ** 20,
    };
    if (word === 'reset') loop.reset();
    if (word === 'collect') globalThis.gc?.();
    wire.write(`${JSON.stringify(figures)}\n`);
  }
});
