import { cpus, freemem, homedir, release, totalmem } from 'node:os';
import type { HealthReport } from '../../contract/status.ts';
import type { Engine } from '../engine/options.ts';
import { ask } from './ask.ts';
import { exitCode, type Outcome } from './outcome.ts';
import type { Texts } from './texts.ts';

interface Computer {
  readonly platform: string;
  readonly release: string;
  readonly architecture: string;
  readonly processors: number;
  readonly totalMemoryBytes: number;
  readonly freeMemoryBytes: number;
}

/** Looks at database, accounts, queue and computer. The report holds no address, folder name or subject. */
export async function doctor(engine: Engine, texts: Texts): Promise<Outcome> {
  const health = await ask(engine, 'health.get', {});
  const well = isWell(health);
  const computer: Computer = {
    platform: process.platform,
    release: release(),
    architecture: process.arch,
    processors: cpus().length,
    totalMemoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
  };
  const { rebuilt } = engine;
  const report = { well, rebuilt, ...health, dataDir: withoutHome(health.dataDir), computer };
  return {
    code: well ? exitCode.done : exitCode.unhealthy,
    json: report,
    lines: [
      ...(rebuilt ? [texts.rebuilt(rebuilt)] : []),
      ...describe(report, texts),
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

function describe(report: HealthReport & { computer: Computer }, texts: Texts): string[] {
  const { computer, jobs } = report;
  const system = `${computer.platform} ${computer.architecture}`;
  return [
    texts.program(report.version, report.node, report.sqlite),
    texts.computer(system, computer.processors, computer.totalMemoryBytes, computer.freeMemoryBytes),
    texts.folder(report.dataDir, report.freeBytes),
    texts.database(report.integrity, report.databaseBytes, report.messages, report.proposals),
    ...report.accounts.flatMap(({ kind, status, messages, problem }) => [
      texts.accountLine(kind, status, messages),
      ...(problem ? [`  ${texts.problem(problem)}`] : []),
    ]),
    texts.queue(jobs.queued, jobs.running, jobs.failed),
  ];
}
