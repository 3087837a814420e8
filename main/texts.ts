import type { Language } from './shell/port.ts';

/** What the tray and the notifications say. */
export interface Texts {
  readonly open: string;
  readonly quit: string;
  readonly pauseAll: string;
  readonly resumeAll: string;
  readonly show: string;
  readonly waiting: (count: number) => string;
  /** Files every mail of a group. */
  readonly approve: (count: number, cause: string, folder: string) => string;
  readonly cannotWrite: (folder: string) => string;
  readonly arrivedTitle: (count: number) => string;
  readonly arrivedBody: (senders: readonly string[], folders: readonly string[]) => string;
  /** A folder does not file by itself any more. */
  readonly demotedTitle: (folder: string) => string;
  readonly demotedBody: (right: number, answers: number) => string;
}

const NAMES_MAX = 3;

const en: Texts = {
  open: 'Open Casier',
  quit: 'Quit',
  pauseAll: 'Pause all accounts',
  resumeAll: 'Resume all accounts',
  show: 'Show',
  waiting: (count) =>
    count === 0 ? 'Nothing waits' : plural('en', count, 'proposal waits', 'proposals wait'),
  approve: (count, cause, folder) => `File ${plural('en', count, 'mail', 'mails')} (${cause}) in ${folder}`,
  cannotWrite: (folder) =>
    `Casier cannot write in its data folder, ${folder}. Allow it to, or name another folder with --data.`,
  arrivedTitle: (count) => plural('en', count, 'new proposal', 'new proposals'),
  arrivedBody: (senders, folders) => `From ${some('en', senders)}, for ${some('en', folders)}`,
  demotedTitle: (folder) => `${folder} asks again`,
  demotedBody: (right, answers) => `${right} of its last ${answers} mails were right: less than you ask for`,
};

const fr: Texts = {
  open: 'Ouvrir Casier',
  quit: 'Quitter',
  pauseAll: 'Suspendre tous les comptes',
  resumeAll: 'Reprendre tous les comptes',
  show: 'Afficher',
  waiting: (count) =>
    count === 0 ? 'Rien n’attend' : plural('fr', count, 'proposition attend', 'propositions attendent'),
  approve: (count, cause, folder) =>
    `Classer ${plural('fr', count, 'mail', 'mails')} (${cause}) dans ${folder}`,
  cannotWrite: (folder) =>
    `Casier ne peut pas écrire dans son dossier de données, ${folder}. Autorisez-le à le faire, ou indiquez un autre dossier avec --data.`,
  arrivedTitle: (count) => plural('fr', count, 'nouvelle proposition', 'nouvelles propositions'),
  arrivedBody: (senders, folders) => `De ${some('fr', senders)}, pour ${some('fr', folders)}`,
  demotedTitle: (folder) => `${folder} demande à nouveau`,
  demotedBody: (right, answers) =>
    `${right} de ses ${answers} derniers mails étaient justes : moins que ce que vous demandez`,
};

/** The texts in one language. */
export function textsIn(language: Language): Texts {
  return language === 'fr' ? fr : en;
}

function plural(language: Language, count: number, one: string, other: string): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? one : other;
  return `${new Intl.NumberFormat(language).format(count)} ${form}`;
}

/** The first few names as a list, and an ellipsis for the rest. */
function some(language: Language, names: readonly string[]): string {
  const shown = names.length > NAMES_MAX ? [...names.slice(0, NAMES_MAX), '…'] : names;
  return new Intl.ListFormat(language, { type: 'unit' }).format(shown);
}
