import type { RebuildReport } from '../../contract/app.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import type { AccountStatus } from '../../contract/accounts.ts';
import { evidenceInEnglish } from '../engine/deciding/index.ts';
import type { Stage } from '../../contract/evidence.ts';
import { careInEnglish } from './care-en.ts';
import { rulesInEnglish } from './rules-en.ts';

const problems: Record<ProblemCode, string> = {
  'invalid-input': 'What was given cannot be used',
  'not-found': 'That is no longer there',
  'wrong-password': 'The server did not accept the name or the password',
  certificate: "The server's certificate cannot be trusted",
  unreachable: 'The server cannot be reached',
  timeout: 'The server did not answer in time',
  throttled: 'The server asks to slow down',
  'server-refused': 'The server refused',
  quota: 'The mailbox is full',
  'mail-unreadable': 'This mail cannot be read',
  'file-dangerous': 'A file of this kind is not opened from a mail',
  'folder-missing': 'The folder is gone',
  'folder-exists': 'The folder is already there',
  'trust-unproven': 'The folder has not proved itself yet',
  'not-a-maildir': 'This folder is not a Maildir',
  'not-an-mbox': 'There is no mbox file here',
  busy: 'Something like this is under way already',
  'backup-foreign': 'This is no backup of Casier',
  'backup-newer': 'This backup was made by a newer Casier: update Casier first',
  'backup-passphrase': 'The passphrase is not the one of this backup',
  'backup-damaged': 'This backup is damaged or not complete',
  'backup-no-passphrase': 'There is no passphrase for backups yet',
  'already-added': 'This account was already added',
  offline: 'Casier is offline, as you asked (Settings, Privacy)',
  'signed-out': 'The account is signed out',
  'domain-unknown': 'There is no such mail domain',
  'settings-not-found': 'No settings were found for this address',
  'database-newer': 'These data were written by a newer Casier: update it first',
  'database-corrupt':
    'The database is damaged; nothing was changed. `casier doctor --rebuild` builds it anew',
  'disk-full': 'The disk is full',
  'folder-unwritable': 'Casier cannot write in its data folder',
  'in-use':
    'This data folder is in use by another Casier: close its window first, or name another folder with --data',
  'no-room': 'There is not enough room on the disk',
  checksum: 'What was received is not the file that was asked for',
  'model-unreadable': 'This file is no model, or it is damaged',
  'model-unsupported': 'Casier does not know how to talk to this kind of model',
  'model-too-large': 'This model needs more memory than this computer has',
  'engine-down': 'Casier stopped unexpectedly; please try again',
  'model-unusable': 'This language model cannot be used here',
  'model-stopped': 'The language model stopped; please try again',
  'endpoint-insecure': 'This address is neither encrypted nor in your own network',
  'endpoint-key': 'The server did not accept this key',
  'endpoint-unfit': 'What answers at this address is no language model',
  'secrets-unavailable': 'The passwords cannot be read: the keychain is locked or gone',
  cancelled: 'Stopped',
  unexpected: 'Something unexpected happened',
};

const statuses: Record<AccountStatus, string> = {
  starting: 'starting',
  syncing: 'syncing',
  live: 'up to date',
  paused: 'paused',
  'signed-out': 'signed out',
  offline: 'out of reach',
  'sign-in-needed': 'needs to sign in again',
  failed: 'failed',
};

const bytes = (count: number): string => {
  const [size, unit] = count >= 1e9 ? ([count / 1e9, 'GB'] as const) : ([count / 1e6, 'MB'] as const);
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(size)} ${unit}`;
};

const number = (count: number): string => new Intl.NumberFormat('en').format(count);

const time = (seconds: number): string => {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const percent = (share: number): string =>
  new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** What the commands say in English. */
export const en = {
  about: 'Casier files your mail on your own computer. These commands need no window.',
  exitCodes: `Exit codes:
  0  done
  1  something unexpected
  2  the command or what it was given cannot be used
  3  the data folder is in use, from a newer Casier, or damaged
  4  an account could not be synced
  5  doctor found something wrong`,
  sync: 'fetch mail, decide, and carry out what was approved; goes on until stopped, unless --once',
  classify: 'read a mail on standard input and say where each stage would file it, and why',
  backtestAbout: 'replay a Maildir in time order and tell how often the decisions would have been right',
  doctor: 'look at the database, the accounts and the queue',
  rebuild: 'build a damaged database anew first; the damaged file is kept',
  rebuilt: ({ keptAs, accounts, acts }: RebuildReport) =>
    `Built anew: ${accounts} accounts and ${acts} acts were saved. The damaged file is in ${keptAs}. "casier sync --once" reads the mail again.`,
  data: 'the data folder (default: where the window keeps its own)',
  json: 'print one JSON object on standard output',
  once: 'end when every account is up to date',
  account: 'only this account, by name or address',
  care: careInEnglish,
  rules: rulesInEnglish,
  maildir: 'the Maildir to replay',
  protocol: 'online: learn each mail after deciding it; step: learn a block after deciding all of it',
  step: 'mails in a block, for --protocol step',
  promise: 'the precision to keep, between 0 and 1',
  problem: (problem: Problem) =>
    `${problems[problem.code]}${problem.detail === undefined ? '' : ` (${problem.detail})`}.`,
  noAccount: (name: string) => `There is no account named "${name}".`,
  noAccounts: 'There is no account yet: add one in the window first (npm start).',
  noInput: 'No mail was given. Usage: casier classify < mail.eml',
  needsWhole: (name: string, low: string, high: string) =>
    `${name} takes a whole number between ${low} and ${high}.`,
  needsOne: (name: string, low: string, high: string) => `${name} takes a number between ${low} and ${high}.`,
  pause: 'leave the accounts alone until they are resumed, and end',
  resume: 'look after paused accounts again, and end (with --once: bring them up to date first)',
  stopFirstSync: 'stop reading older mail where it is, and end; new mail still comes in',
  continueFirstSync: 'go on reading older mail, and end (with --once: read all of it first)',
  progress: (name: string, done: number, total: number, rate: number, secondsLeft: number | null) =>
    [
      `${name}: ${number(done)} of ${number(total)}`,
      ...(rate > 0 ? [`${number(rate)} mails/s`] : []),
      ...(secondsLeft === null ? [] : [`${time(secondsLeft)} left`]),
    ].join(', '),
  sharedEngine: 'A Casier is open on this data folder: it does the work.',
  otherEnded: 'The Casier that did the work was closed. The next sync continues where it was.',
  otherGoesOn: 'The Casier that is open goes on.',
  continuesNextTime: 'Stopped after the mails in hand. It continues there next time.',
  firstSyncStopped: 'Older mail is not being read (--continue goes on).',
  accountLine: (name: string, status: AccountStatus, messages: number) =>
    `${name}: ${statuses[status]}, ${messages} mails`,
  waiting: (count: number) => `${count} proposals wait.`,
  unfinished: (mails: number) =>
    mails === 1
      ? 'What was asked for 1 mail is not done yet: it waits, and is done as soon as that is possible.'
      : `What was asked for ${number(mails)} mails is not done yet: it waits, and is done as soon as that is possible.`,
  failedJobs: (count: number) => `${count} operations failed and wait for you in the window.`,
  stopHint: 'Watching for new mail. Ctrl+C stops.',
  stages: {
    memory: 'memory',
    rules: 'rules',
    learned: 'learned',
    'language-model': 'language model',
  } satisfies Record<Stage, string>,
  noStage: (stage: string) => `${stage}: no opinion`,
  stageLine: (stage: string, folder: string, probability: number) =>
    `${stage}: ${folder} (${percent(probability)})`,
  percent,
  backtest: {
    reading: (folder: string, mails: number) => `Reading ${folder}: ${number(mails)} mails`,
    replaying: (done: number, total: number) => `Replaying: ${number(done)} of ${number(total)}`,
    noFolder: (path: string) => `There is no folder ${path}.`,
    noMaildir: (path: string) =>
      `There is no Maildir in ${path}: one folder is expected for each mailbox, with cur and new in it.`,
    noMail: (path: string) => `There is no filed mail in ${path}.`,
    oneFolder: (name: string) =>
      `Only one folder holds mail (${name}): there is nothing to choose from. At least two are needed.`,
    tooFewMails: (mails: number, trainOnly: number) =>
      `There are only ${number(mails)} mails: the first ${number(trainOnly)} are learned without being judged.`,
    leftOut: (folders: readonly string[]) => `Left out, for nobody files mail there: ${folders.join(', ')}.`,
    severalPeople: (names: readonly string[]) =>
      `This folder seems to hold the mail of several people (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}): it is replayed as if it were one person's. Name the folder of one of them to measure it alone.`,
    replayed: (mails: number, folders: number, judged: number, ms: number) =>
      `${number(mails)} mails in ${number(folders)} folders replayed in time order, ${number(judged)} judged, ${ms.toFixed(2)} ms a mail.`,
    accuracy: (first: number, three: number) =>
      `Right at first: ${percent(first)}; among the first three: ${percent(three)}.`,
    promised: (promise: number, precision: number, coverage: number) =>
      `With a promise of ${percent(promise)}: ${percent(coverage)} of the mails would be filed, ${percent(precision)} of them rightly.`,
    keptBy: (threshold: number, coverage: number) =>
      `Looking back, filing what is at least ${percent(threshold)} sure would have kept it, for ${percent(coverage)} of the mails.`,
    keptByNone: (promise: number) => `Looking back, no threshold would have kept ${percent(promise)}.`,
    folder: 'Folder',
    mails: 'mails',
    found: 'found',
    precision: 'precision',
    filed: 'filed',
    rightly: 'rightly',
    confusions: 'Most frequent mistakes:',
    confusion: (mails: number, folder: string, proposed: string) =>
      `${number(mails)} × ${folder}, proposed: ${proposed}`,
    calibration: (ece: number) => `What was said, and what came true (mean difference ${percent(ece)}):`,
    said: 'said',
    cameTrue: 'came true',
  },
  evidence: evidenceInEnglish,
  notAMail: 'This does not look like a mail: it has no sender, no subject and no identifier.',
  unreadable: 'This mail cannot be read: its structure is broken.',
  verdict: (folder: string) => `Proposal: ${folder}`,
  noVerdict: 'Proposal: none, it would stay where it is',
  computer: (system: string, processors: number, memory: number, free: number) =>
    `Computer: ${system}, ${processors} processors, ${bytes(memory)} of memory, ${bytes(free)} free.`,
  program: (version: string, node: string, sqlite: string) =>
    `Casier ${version} on Node ${node}, SQLite ${sqlite}.`,
  folder: (path: string, free: number) => `Data folder: ${path}, ${bytes(free)} free on its disk.`,
  database: (integrity: string, size: number, messages: number, proposals: number) =>
    `Database: ${integrity === 'ok' ? 'sound' : `damaged (${integrity})`}, ${bytes(size)}, ${messages} mails, ${proposals} proposals.`,
  queue: (queued: number, running: number, failed: number) =>
    `Operations: ${queued} waiting, ${running} running, ${failed} failed.`,
  healthy: 'All is well.',
  unhealthy: 'Something needs attention.',
  model: 'language models',
  modelMake: 'write a model file for tests and measurements (no trained weights)',
  modelShape:
    'tiny picks the folder that shares a word with the mail; 1b, 3b and 7b are random, as large and fast as real ones',
  modelOut: 'the file to write (default: casier-<shape>.gguf)',
  modelSeed: 'for other random weights',
  modelMade: (path: string, size: number, seconds: number) =>
    `Wrote ${path} (${bytes(size)}) in ${seconds.toFixed(1)} s.`,
};

/** The sentences, whatever the language. */
export type Texts = typeof en;
