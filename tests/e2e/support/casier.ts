import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createEngine } from '../../../main/engine/index.ts';
import type { Engine } from '../../../main/engine/options.ts';
import { silentLogger } from '../../../main/engine/platform/logger.ts';
import { openSecretFile } from '../../../main/shell/secret-file.ts';
import { root } from '../../support/commands.ts';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly process: ChildProcess;
  /** What it has said so far on standard error. */
  said(): string;
  readonly ended: Promise<Run>;
}

/** Starts `casier` as a person would from the checkout, without a bus and in English unless told. */
export function startCasier(
  args: readonly string[],
  options: { stdin?: string; lang?: string } = {},
): Running {
  const child = spawn(process.execPath, [join(root, 'casier.mjs'), ...args], {
    env: { ...process.env, LC_ALL: options.lang ?? 'C', LANGUAGE: '', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
  child.stdin.end(options.stdin ?? '');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (stderr += part));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    process: child,
    said: () => stderr,
    ended: Promise.all([closed, text(child.stdout)]).then(([code, stdout]) => ({ code, stdout, stderr })),
  };
}

/** Runs `casier` to its end. */
export function casier(
  args: readonly string[],
  options: { stdin?: string; lang?: string } = {},
): Promise<Run> {
  return startCasier(args, options).ended;
}

/** An engine in this process, as the commands make theirs. */
export function openEngine(dataDir: string): Promise<Engine> {
  return createEngine({
    dataDir,
    resourcesDir: join(root, 'dist/resources'),
    version: '0',
    secrets: openSecretFile(dataDir),
    logger: silentLogger(),
  });
}
