import { createRandom } from '../../resources/demo/random.ts';
import { LARGEST, spoiling, swelling } from './mutations.ts';

/** A mail to try, and what was done to it. */
export interface Input {
  readonly bytes: Buffer;
  readonly changes: readonly string[];
}

/** The input of a number: the same seed, number and mails give the same bytes. */
export function makeInput(mails: readonly Buffer[], seed: number, index: number): Input {
  const random = createRandom(seed).fork(index);
  const changes: string[] = [];
  let mail = random.pick(mails).toString('latin1');
  for (let count = random.chance(0.6) ? 1 : random.int(2, 4); count > 0; count -= 1) {
    const ways = random.chance(0.05) ? swelling : spoiling;
    const name = random.pick(Object.keys(ways));
    const other = random.pick(mails).toString('latin1');
    mail = (ways[name]?.(mail, random, other) ?? mail).slice(0, LARGEST);
    changes.push(name);
  }
  return { bytes: Buffer.from(mail, 'latin1'), changes };
}
