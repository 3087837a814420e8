import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DAY } from './dates.ts';
import { writeEpisode } from './episode.ts';
import { defaultNow } from './generate.ts';
import { deliver } from './maildir.ts';
import { composeMessage } from './message.ts';
import { createRandom, hashText } from './random.ts';
import { planMailbox } from './shapes.ts';
import type { Mail, Shape } from './types.ts';

/** Which new mail to make. */
export interface NewMailOptions {
  /** The folder it belongs to, from the shape's own, such as `Factures`. */
  readonly home: string;
  /** Another number, another mail; two with the same number, seed and moment are the same mail. */
  readonly number: number;
  readonly shape?: Shape;
  readonly seed?: number;
  /** When it arrives, in milliseconds. */
  readonly now?: number;
}

/** Makes a mail that arrives in the inbox now and belongs to a folder of the generated mailbox, from a sender known there. */
export function makeNewMail(options: NewMailOptions): Mail {
  const { home, number, shape = 'demo', seed = 1, now = defaultNow } = options;
  const plan = planMailbox(shape, 1000).folders.find(({ folder }) => folder === home);
  if (!plan || plan.home === null) throw new RangeError(`no folder ${home} in the ${shape} mailbox`);
  const random = createRandom(hashText(`${shape}/${home}/${number}`, seed >>> 0)).fork('new');
  const stream = random.pick(plan.streams);
  const sequence = 10_000_000 + (hashText(home) % 100_000) * 1000 + number;
  const first = writeEpisode(stream, random, now - DAY, sequence, {
    repeat: 1,
    photos: 0,
    postscript: false,
  })[0];
  if (!first) throw new Error(`nothing to write for ${home}`);
  return {
    folder: 'INBOX',
    flags: '',
    fresh: true,
    date: now,
    home,
    source: composeMessage({ ...first.letter, date: now }),
  };
}

/** Folders of a shape that `makeNewMail` can write for. */
export function newMailHomes(shape: Shape = 'demo'): string[] {
  return planMailbox(shape, 1000)
    .folders.filter(({ folder, home }) => home === folder)
    .map(({ folder }) => folder);
}

function main(): void {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string' },
      home: { type: 'string' },
      number: { type: 'string' },
      shape: { type: 'string' },
    },
  });
  const shape = (['demo', 'french', 'bulk'] as const).find((one) => one === (values.shape ?? 'demo'));
  if (values.dir === undefined || values.home === undefined || shape === undefined) {
    console.error('usage: append.ts --dir MAILDIR --home FOLDER [--number N] [--shape demo|french|bulk]');
    process.exitCode = 2;
    return;
  }
  const now = Date.now();
  const number = Number(values.number ?? now % 1_000_000);
  console.log(deliver(values.dir, makeNewMail({ home: values.home, number, shape, now }), number));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main();
