/**
 * `npm run bench -- NAME [--json]`: runs tests/bench/NAME.ts with the arguments that follow. Without a name, lists what
 * can be measured. With `--json` the last line on standard output is one JSON object.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const [name, ...rest] = process.argv.slice(2);
const folder = import.meta.dirname;
const known = readdirSync(folder)
  .filter((file) => /^[a-z]+[.]ts$/.test(file) && file !== 'index.ts')
  .map((file) => file.slice(0, -'.ts'.length));

if (name !== undefined && known.includes(name)) {
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`), ...rest], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(`Measures: ${known.join(', ')}. Usage: npm run bench -- NAME [--json]\n`);
  process.exitCode = name === undefined ? 0 : 2;
}
