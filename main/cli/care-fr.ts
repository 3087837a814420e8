import type { CareTexts } from './care-en.ts';

const number = (count: number): string => new Intl.NumberFormat('fr').format(count);

/** What the commands that bring in and keep safe say in French. */
export const careInFrench: CareTexts = {
  import: 'reprendre le courrier qu’un autre programme a gardé',
  importMbox: 'copier les messages d’un fichier mbox, ou de tous ceux d’un dossier, dans un compte à part',
  importAccount: 'le nom du compte ; un compte de courrier importé qui porte ce nom reçoit les messages',
  importing: ({ counts, done, total, secondsLeft }) =>
    [
      `${number(counts.mails)} messages, ${Math.floor((100 * done) / Math.max(1, total))} %`,
      ...(secondsLeft === null ? [] : [`encore ${number(secondsLeft)} s`]),
    ].join(', '),
  imported: (name, { mails, known, deleted, cut }) =>
    [
      `${name} : ${number(mails)} messages importés.`,
      ...(known > 0 ? [`${number(known)} étaient déjà là.`] : []),
      ...(deleted > 0 ? [`${number(deleted)} avaient été supprimés et ont été laissés.`] : []),
      ...(cut > 0 ? [`${number(cut)} étaient trop grands et ont perdu leur fin.`] : []),
    ].join(' '),
  importStopped: 'Arrêté. L’import reprendra à la prochaine ouverture de Casier.',
  backup: 'écrire une copie chiffrée de la base de données et des règles',
  backupOut: 'le fichier à écrire (par défaut : nommé d’après la date, dans le dossier des sauvegardes)',
  passphraseFile:
    'lire la phrase secrète dans la première ligne de ce fichier (par défaut : CASIER_PASSPHRASE, sinon le trousseau)',
  backedUp: (path, bytes) => `${path} écrit (${number(Math.ceil(bytes / 1000))} ko).`,
  restore: 'mettre une sauvegarde à la place de ce qui est là, qui est gardé à côté',
  restored: (accounts, acts, aside) =>
    `Restauré : ${number(accounts)} comptes, ${number(acts)} actions. Ce qui était là avant est dans ${aside}. Les mots de passe ne sont dans aucune sauvegarde : reconnectez-vous là où le trousseau ne les a pas.`,
  export: 'écrire tout ce qui est gardé ici dans un dossier, en formats que d’autres programmes lisent',
  exportOut: 'le dossier où le créer (par défaut : celui-ci)',
  exporting: (done, total) => `${number(done)} lignes sur ${number(total)}`,
  exported: (path, files, rows) => `${path} écrit : ${number(files)} fichiers, ${number(rows)} lignes.`,
  erase:
    'effacer tout ce que Casier garde sur cet ordinateur ; le courrier sur les serveurs reste comme il est',
  eraseBackups: 'effacer aussi les sauvegardes',
  eraseYes: 'ne pas demander',
  eraseWord: 'effacer',
  eraseMeans: (dataDir, backups) => [
    `Ceci efface ce que Casier garde dans ${dataDir} : comptes, propositions, historique, ce qui a été appris, réglages, règles, copies du courrier importé, modèles de langue, et les mots de passe du trousseau.`,
    'Le courrier sur les serveurs reste où il est. Ce qui a été classé reste classé, mais ne pourra plus être annulé ici.',
    backups
      ? 'Les sauvegardes sont effacées aussi.'
      : 'Les sauvegardes restent ; gardez leur phrase secrète.',
    'Tapez « effacer » pour continuer.',
  ],
  eraseNot: 'Rien n’a été effacé.',
  erased: (secretsLeft) =>
    secretsLeft === 0
      ? 'Tout est effacé.'
      : 'Tout est effacé, sauf des mots de passe dans un trousseau qui n’a pas répondu : le prochain démarrage réessaiera.',
  importName: (name) => `« ${name} » est déjà un compte, et non de courrier importé.`,
};
