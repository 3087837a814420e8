import type { ImportCounts, ImportProgress } from '../../contract/imports.ts';

const number = (count: number): string => new Intl.NumberFormat('en').format(count);

/** What the commands that bring in and keep safe say in English. */
export const careInEnglish = {
  import: 'bring in mail that another program kept',
  importMbox:
    'copy the mails of an mbox file, or of all mbox files below a folder, into an account of their own',
  importAccount: 'what the account is called; an account of imported mail that has this name gets the mails',
  importing: ({ counts, done, total, secondsLeft }: ImportProgress) =>
    [
      `${number(counts.mails)} mails, ${Math.floor((100 * done) / Math.max(1, total))} %`,
      ...(secondsLeft === null ? [] : [`${number(secondsLeft)} s left`]),
    ].join(', '),
  imported: (name: string, { mails, known, deleted, cut }: ImportCounts) =>
    [
      `${name}: ${number(mails)} mails imported.`,
      ...(known > 0 ? [`${number(known)} were there already.`] : []),
      ...(deleted > 0 ? [`${number(deleted)} had been deleted and were left out.`] : []),
      ...(cut > 0 ? [`${number(cut)} were too large and lost their end.`] : []),
    ].join(' '),
  importStopped: 'Stopped. It goes on when Casier is next opened.',
  importName: (name: string) => `"${name}" is an account already, and not one of imported mail.`,
};

/** The same sentences, whatever the language. */
export type CareTexts = typeof careInEnglish;
