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
  backup: 'write an encrypted copy of database and rules',
  backupOut: 'the file to write (default: by date, in the folder for backups)',
  passphraseFile:
    'read the passphrase from the first line of this file (default: CASIER_PASSPHRASE, else the keychain)',
  backedUp: (path: string, bytes: number) => `Wrote ${path} (${number(Math.ceil(bytes / 1000))} kB).`,
  restore: 'put a backup in the place of what is there, which is kept beside it',
  restored: (accounts: number, acts: number, aside: string) =>
    `Restored: ${number(accounts)} accounts, ${number(acts)} acts. What was there before is in ${aside}. Passwords are in no backup: sign in again where the keychain does not have them.`,
  export: 'write everything that is kept here into a folder, in formats that other programs read',
  exportOut: 'the folder to make it in (default: this one)',
  exporting: (done: number, total: number) => `${number(done)} of ${number(total)} lines`,
  exported: (path: string, files: number, rows: number) =>
    `Wrote ${path}: ${number(files)} files, ${number(rows)} lines.`,
  erase: 'erase everything that Casier keeps on this computer; the mail on the servers stays as it is',
  eraseBackups: 'erase the backups as well',
  eraseYes: 'do not ask',
  eraseWord: 'erase' as string,
  eraseMeans: (dataDir: string, backups: boolean) => [
    `This erases what Casier keeps in ${dataDir}: accounts, proposals, history, what was learned, settings, rules, copies of imported mail, language models, and the passwords in the keychain.`,
    'The mail on the servers stays where it is. What was filed stays filed, but cannot be undone here any more.',
    backups ? 'The backups are erased too.' : 'The backups stay; keep their passphrase.',
    'Type "erase" to go on.',
  ],
  eraseNot: 'Nothing was erased.',
  erased: (secretsLeft: number): string =>
    secretsLeft === 0
      ? 'Everything is erased.'
      : 'Everything is erased but passwords in a keychain that did not answer: the next start tries again.',
  importName: (name: string) => `"${name}" is an account already, and not one of imported mail.`,
};

/** The same sentences, whatever the language. */
export type CareTexts = typeof careInEnglish;
