/**
 * `npm run crash [-- --kills 200 --seed 1 --mails 8000 --approve 5000]`: kills the engine again and again while it syncs for the
 * first time, moves thousands of mails and moves them back, until there were as many kills; prints what it found, with seeds.
 */
import { parseArgs } from 'node:util';
import { Dovecot } from '../support/dovecot.ts';
import { crashOnce } from './scenario.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    mails: { type: 'string', default: '9000' },
    approve: { type: 'string', default: '5000' },
  },
});

const server = await Dovecot.start();
const wanted = Number(values.kills);
const sum = { 'first sync': 0, approve: 0, undo: 0 };
const damage: string[] = [];
try {
  for (let seed = Number(values.seed); total() < wanted; seed += 1) {
    const begun = performance.now();
    const report = await crashOnce({
      server,
      seed,
      mails: Number(values.mails),
      approve: Number(values.approve),
      kills: 12,
      log: (text) => process.stderr.write(`  ${text}\n`),
    });
    for (const phase of Object.keys(sum) as (keyof typeof sum)[]) sum[phase] += report.kills[phase];
    damage.push(...report.damage);
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    process.stdout.write(
      `seed ${seed}: ${JSON.stringify(report.kills)}, ${report.approved} approved, ${report.damage.length} wrong, ${seconds} s\n`,
    );
  }
} finally {
  await server.stop();
}
process.stdout.write(`${total()} kills: ${JSON.stringify(sum)}\n${damage.join('\n')}\n`);
process.exitCode = damage.length === 0 ? 0 : 1;

function total(): number {
  return sum['first sync'] + sum.approve + sum.undo;
}
