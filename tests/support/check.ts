/** `npm run check`: types, lint, rooms and format; two steps at a time. Prints what failed; exits with 1 when any did. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTool } from './commands.ts';

const sources = ['contract', 'main', 'models', 'preload', 'renderer', 'resources', 'tests'].filter((room) =>
  existsSync(join(root, room)),
);

const steps = [
  { name: 'lint', script: 'node_modules/eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
  { name: 'types', script: 'node_modules/typescript/bin/tsc', args: ['-p', '.'] },
  { name: 'types of the renderer', script: 'node_modules/typescript/bin/tsc', args: ['-p', 'renderer'] },
  {
    name: 'rooms',
    script: 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['--config', '.dependency-cruiser.cjs', ...sources],
  },
  {
    name: 'format',
    script: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level=warn', '.'],
  },
];

const queue = [...steps];

async function takeSteps(): Promise<void> {
  for (let step = queue.shift(); step; step = queue.shift()) {
    const { code, output, seconds } = await runTool(step.script, step.args);
    const verdict = code === 0 ? 'ok' : 'failed';
    process.stdout.write(`${step.name}: ${verdict} (${seconds.toFixed(1)} s)\n`);
    if (code === 0) continue;
    process.stdout.write(`${output}\n`);
    process.exitCode = 1;
  }
}

await Promise.all([takeSteps(), takeSteps()]);
