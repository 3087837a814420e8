import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { DAY } from './dates.ts';
import { writeEpisode } from './episode.ts';
import type { Written } from './letter.ts';
import { writeMaildir } from './maildir.ts';
import { composeMessage } from './message.ts';
import { allot, filedOnes, moments, type Allotment } from './plan.ts';
import { createRandom, hashText, type Random } from './random.ts';
import { planMailbox, type MailboxPlan } from './shapes.ts';
import type { Mail, Shape } from './types.ts';

/** The moment the mailbox is seen at when none is given: fixed, so that two builds give the same bytes. */
export const defaultNow = Date.UTC(2026, 10, 16, 17, 30);

/** What to generate. The same options give the same mails, byte for byte. */
export interface MailboxOptions {
  readonly shape?: Shape;
  readonly seed?: number;
  /** How many mails, for the shape `bulk`. 20,000 unless told. */
  readonly count?: number;
  /** The moment the mailbox is seen at, in milliseconds; no mail is younger. */
  readonly now?: number;
}

interface Made extends Written {
  readonly filed: boolean;
}

/** Attempts after which a text that was all written before gets a postscript of its own. */
const patience = 12;

/** Writes one topic whose mails are all new to this mailbox and none from the future. */
function writeNew(
  { stream }: Allotment,
  mailbox: MailboxPlan,
  random: Random,
  start: number,
  now: number,
  number: number,
  isNew: (text: string) => boolean,
): Written[] {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const dice = random.fork(`${number}/${attempt}`);
    const repeat = mailbox.repeat(dice.fork('repeat').next());
    const scale = { repeat, photos: mailbox.photos, postscript: attempt >= patience };
    const written = writeEpisode(stream, dice, start - (attempt * DAY) / 4, number, scale);
    const past = written.filter(({ letter }) => letter.date <= now);
    if (past.length > 0 && past.every(({ letter }) => isNew(letter.text))) return past;
  }
  throw new Error(`nothing new to write: ${stream.from ?? stream.people?.[0]}`);
}

/** Writes until a stream has given what was asked, oldest first; what the owner wrote is not counted. */
function* writeStream(
  allotment: Allotment,
  mailbox: MailboxPlan,
  now: number,
  random: Random,
  sequence: () => number,
  isNew: (text: string) => boolean,
): Iterable<Made> {
  const wanted = allotment.filed + allotment.waiting;
  const counts = (one: Written): boolean => !one.mine || mailbox.exact || allotment.plan.home === null;
  const marks = filedOnes(allotment.filed, allotment.waiting, random.fork('filed'));
  const times = moments(wanted, now, mailbox.days, random.fork('times'));
  for (let given = 0; given < wanted;) {
    const start = times[given] ?? now - DAY;
    const number = sequence();
    const letters = writeNew(allotment, mailbox, random, start, now, number, isNew);
    for (const one of letters) {
      if (counts(one) && given >= wanted) break;
      yield { ...one, filed: marks[given] ?? false };
      if (counts(one)) given += 1;
    }
  }
}

function toMail(
  made: Made,
  { plan }: Allotment,
  now: number,
  random: Random,
  habit: MailboxPlan['habit'],
): Mail {
  const { letter, mine } = made;
  const answered = mine || ['Sent', 'Drafts'].includes(plan.folder);
  const age = (now - letter.date) / DAY;
  const filedIn =
    made.filed && !answered && habit ? habit(plan.folder, age, random.fork(letter.messageId)) : plan.folder;
  const folder =
    answered && plan.folder !== 'Drafts' && plan.home !== null ? 'Sent' : made.filed ? filedIn : 'INBOX';
  const unread =
    folder === 'INBOX' ? random.chance(age < 4 ? 0.8 : 0.3) : folder === 'Junk' && random.chance(0.6);
  const marked = folder === 'INBOX' ? random.chance(0.03) : made.filed && random.chance(0.015);
  const draft = folder === 'Drafts';
  const replied = !answered && !unread && letter.references.length > 0 && random.chance(0.3);
  return {
    folder,
    flags: `${draft ? 'D' : ''}${marked ? 'F' : ''}${replied ? 'R' : ''}${unread ? '' : 'S'}`,
    fresh: folder === 'INBOX' && unread && age < 4 && !marked,
    date: letter.date,
    home: answered ? null : filedIn === plan.folder ? plan.home : filedIn,
    source: composeMessage(letter),
  };
}

/** Generates a mailbox mail by mail, so that a large one never has to fit in memory. */
export function* generateMailbox(options: MailboxOptions = {}): Iterable<Mail> {
  const { shape = 'demo', seed = 1, count = 20_000, now = defaultNow } = options;
  const random = createRandom(hashText(shape, seed >>> 0));
  const mailbox = planMailbox(shape, count);
  const known = new Set<number>();
  let episodes = 0;
  const sequence = (): number => (episodes += 1);
  const isNew = (text: string): boolean => {
    const print = hashText(text) * 0x100000 + (hashText(text, 0x1234567) & 0xfffff);
    if (known.has(print)) return false;
    known.add(print);
    return true;
  };
  for (const allotment of allot(mailbox)) {
    const own = random.fork(allotment.label);
    const flags = own.fork('flags');
    for (const made of writeStream(allotment, mailbox, now, own, sequence, isNew)) {
      yield toMail(made, allotment, now, flags, mailbox.habit);
    }
  }
}

/** `today` is the beginning of the day, so that builds of one day are alike. */
function momentOf(text: string | undefined): number {
  if (text === undefined) return defaultNow;
  return text === 'today' ? Math.floor(Date.now() / DAY) * DAY : Date.parse(text);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      shape: { type: 'string', default: 'demo' },
      n: { type: 'string', default: '20000' },
      now: { type: 'string' },
    },
  });
  const shape = (['demo', 'french', 'tangled', 'bulk'] as const).find((one) => one === values.shape);
  const now = momentOf(values.now);
  if (values.out === undefined || shape === undefined || Number.isNaN(now)) {
    console.error(
      'usage: generate.ts --out DIR [--shape demo|french|tangled|bulk] [--seed N] [--n N] [--now ISO-DATE|today]',
    );
    process.exitCode = 2;
    return;
  }
  const mails = generateMailbox({ shape, seed: Number(values.seed), count: Number(values.n), now });
  const written = await writeMaildir(values.out, mails);
  console.log(
    `${written.mails} mails, ${written.folders} folders, ${(written.bytes / 1e6).toFixed(1)} MB in ${values.out}`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
