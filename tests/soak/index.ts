/**
 * `npm run soak [-- --minutes 30 --accounts 4 --seed 1 --json --out FILE]`: lives with the engine for half an hour: see soak.ts.
 * Prints a table, and with `--json` one JSON object as the last line; ends with 1 when a bar of issue-sized promises is missed.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';
import { missed } from './bars.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    accounts: { type: 'string', default: '4' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    json: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const say = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};

const report = await soak({
  minutes: Number(values.minutes),
  accounts: Number(values.accounts),
  seed: Number(values.seed),
  say,
});
for (const [name, value] of Object.entries(report)) {
  if (typeof value === 'number') say(`${name.padEnd(16)} ${Number(value.toFixed(2))}`);
}
for (const line of report.divergence.slice(0, 40)) say(line);
const failures = missed(report);
say(failures.length === 0 ? 'all bars kept' : failures.join('\n'));
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(report, null, 2)}\n`);
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
