import type { Language } from './shell/port.ts';

/** What the tray and the notifications say. */
export interface Texts {
  readonly open: string;
  readonly quit: string;
  readonly pauseAll: string;
  readonly resumeAll: string;
  readonly goOffline: string;
  readonly goOnline: string;
  readonly show: string;
  readonly waiting: (count: number) => string;
  /** Files every mail of a group. */
  readonly approve: (count: number, cause: string, folder: string) => string;
  readonly cannotWrite: (folder: string) => string;
  readonly undo: string;
  readonly approveOne: string;
  readonly openMail: string;
  /** In the tray: takes the last act back. */
  readonly undoLast: (count: number) => string;
  readonly newMails: (count: number) => string;
  readonly from: (senders: readonly string[]) => string;
  readonly digest: (proposals: number, folders: number, filed: number) => string;
  readonly belongsIn: (folder: string) => string;
  readonly filedIn: (folder: string) => string;
  readonly filedDiscreetly: string;
  readonly undone: string;
  readonly nothingToDo: string;
  readonly engineDidNot: string;
  readonly notDone: string;
  /** In the tray: what was chosen had gone by then. */
  readonly changedSinceMenu: string;
  readonly importantMail: string;
  readonly someFolderAsks: string;
  readonly noSubject: string;
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
  goOffline: 'Go offline',
  goOnline: 'Go online',
  show: 'Show',
  waiting: (count) =>
    count === 0 ? 'Nothing waits' : plural('en', count, 'proposal waits', 'proposals wait'),
  approve: (count, cause, folder) => `File ${plural('en', count, 'mail', 'mails')} (${cause}) in ${folder}`,
  cannotWrite: (folder) =>
    `Casier cannot write in its data folder, ${folder}. Allow it to, or name another folder with --data.`,
  undo: 'Undo',
  approveOne: 'Approve',
  openMail: 'Open',
  undoLast: (count) => `Undo the last act (${plural('en', count, 'mail', 'mails')})`,
  newMails: (count) => plural('en', count, 'new mail', 'new mails'),
  from: (senders) => `From ${some('en', senders)}`,
  digest: (proposals, folders, filed) =>
    [
      proposals === 0
        ? 'Nothing is proposed for them'
        : `${plural('en', proposals, 'proposal', 'proposals')} for ${plural('en', folders, 'folder', 'folders')}`,
      ...(filed === 0 ? [] : [`${plural('en', filed, 'mail', 'mails')} filed by itself`]),
    ].join(', '),
  belongsIn: (folder) => `Seems to belong in ${folder}`,
  filedIn: (folder) => `Filed in ${folder}`,
  filedDiscreetly: 'Filed',
  undone: 'Back where it was',
  nothingToDo: 'Nothing is left to do',
  engineDidNot: 'It could not be done now. Open Casier to see why.',
  notDone: 'Not done',
  changedSinceMenu: 'Something changed after the menu was shown. It is up to date now.',
  importantMail: 'New important mail',
  someFolderAsks: 'A folder asks again',
  noSubject: '(no subject)',
  demotedTitle: (folder) => `${folder} asks again`,
  demotedBody: (right, answers) => `${right} of its last ${answers} mails were right: less than you ask for`,
};

const fr: Texts = {
  open: 'Ouvrir Casier',
  quit: 'Quitter',
  pauseAll: 'Suspendre tous les comptes',
  resumeAll: 'Reprendre tous les comptes',
  goOffline: 'Passer hors ligne',
  goOnline: 'Repasser en ligne',
  show: 'Afficher',
  waiting: (count) =>
    count === 0 ? 'Rien n’attend' : plural('fr', count, 'proposition attend', 'propositions attendent'),
  approve: (count, cause, folder) =>
    `Classer ${plural('fr', count, 'message', 'messages')} (${cause}) dans ${folder}`,
  cannotWrite: (folder) =>
    `Casier ne peut pas écrire dans son dossier de données, ${folder}. Autorisez-le à le faire, ou indiquez un autre dossier avec --data.`,
  undo: 'Annuler',
  approveOne: 'Approuver',
  openMail: 'Ouvrir',
  undoLast: (count) => `Annuler le dernier acte (${plural('fr', count, 'message', 'messages')})`,
  newMails: (count) => plural('fr', count, 'nouveau message', 'nouveaux messages'),
  from: (senders) => `De ${some('fr', senders)}`,
  digest: (proposals, folders, filed) =>
    [
      proposals === 0
        ? 'Rien n’est proposé pour eux'
        : `${plural('fr', proposals, 'proposition', 'propositions')} pour ${plural('fr', folders, 'dossier', 'dossiers')}`,
      ...(filed === 0
        ? []
        : [plural('fr', filed, 'message classé tout seul', 'messages classés tout seuls')]),
    ].join(', '),
  belongsIn: (folder) => `Semble aller dans ${folder}`,
  filedIn: (folder) => `Classé dans ${folder}`,
  filedDiscreetly: 'Classé',
  undone: 'Remis à sa place',
  nothingToDo: 'Il n’y a plus rien à faire',
  engineDidNot: 'Impossible pour le moment. Ouvrez Casier pour en voir la raison.',
  notDone: 'Cela n’a pas été fait',
  changedSinceMenu: 'Quelque chose a changé depuis l’affichage du menu. Il est maintenant à jour.',
  importantMail: 'Nouveau message important',
  someFolderAsks: 'Un dossier demande à nouveau',
  noSubject: '(sans objet)',
  demotedTitle: (folder) => `${folder} demande à nouveau`,
  demotedBody: (right, answers) =>
    `${right} de ses ${answers} derniers messages étaient justes : moins que ce que vous demandez`,
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
