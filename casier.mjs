#!/usr/bin/env node
/** The `casier` command: makes sure the program is installed and built, then runs it under the project's own Node. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NotReady, prepare, projectNode } from './bootstrap.mjs';

try {
  prepare('cli');
} catch (error) {
  if (!(error instanceof NotReady)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

const program = fileURLToPath(new URL('dist/main/cli.js', import.meta.url));
const child = spawn(projectNode(), [program, ...process.argv.slice(2)], { stdio: 'inherit' });
// The terminal signals the whole group; a service manager or a parent process signals only this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
