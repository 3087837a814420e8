import { cpus, freemem, homedir, release, totalmem } from 'node:os';
import type { HealthReport } from '../../contract/status.ts';
import type { Engine } from '../engine/options.ts';
import { ask } from './ask.ts';
import { exitCode, type Outcome } from './outcome.ts';
import type { Texts } from './texts.ts';

/** Looks at database, accounts, queue and computer. The report holds no address, folder name or subject. */
export async function doctor(engine: Engine, texts: Texts): Promise<Outcome> {
  const health = await ask(engine, 'health.get', {});
  const well = isWell(health);
  const computer = {
    platform: process.platform,
    release: release(),
    architecture: process.arch,
    processors: cpus().length,
    totalMemoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
  };
  const report = { well, ...health, dataDir: withoutHome(health.dataDir), computer };
  return {
    code: well ? exitCode.done : exitCode.unhealthy,
    json: report,
    lines: [
      ...table({ ...health, dataDir: withoutHome(health.dataDir) }),
      ...table(computer),
      well ? texts.healthy : texts.unhealthy,
    ],
  };
}

function isWell(health: HealthReport): boolean {
  return (
    health.integrity === 'ok' &&
    health.jobs.failed === 0 &&
    health.accounts.every(({ problem }) => problem === null)
  );
}

/** The home folder carries the person's name. */
function withoutHome(path: string): string {
  const home = homedir();
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function table(values: object): string[] {
  return Object.entries(values).map(
    ([name, value]) =>
      `${name.padEnd(18)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
}
