import type { AccountStatus } from '../../contract/accounts.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { evidenceInFrench } from './evidence-fr.ts';
import type { Texts } from './texts-en.ts';
import { careInFrench } from './care-fr.ts';
import { rulesInFrench } from './rules-fr.ts';

const problems: Record<ProblemCode, string> = {
  'invalid-input': 'Ce qui a été donné est inutilisable',
  'not-found': 'L’élément n’existe plus',
  'wrong-password': 'Le serveur n’a pas accepté le nom ou le mot de passe',
  certificate: 'Le certificat du serveur n’est pas fiable',
  unreachable: 'Le serveur est injoignable',
  timeout: 'Le serveur n’a pas répondu à temps',
  throttled: 'Le serveur demande de ralentir',
  'server-refused': 'Le serveur a refusé',
  quota: 'La boîte est pleine',
  'mail-unreadable': 'Ce courriel est illisible',
  'file-dangerous': 'Un fichier de ce genre ne s’ouvre pas depuis un courriel',
  'folder-missing': 'Le dossier n’existe plus',
  'folder-exists': 'Le dossier existe déjà',
  'trust-unproven': 'Ce dossier n’a pas encore fait ses preuves',
  'not-a-maildir': 'Ce dossier n’est pas un Maildir',
  'not-an-mbox': 'Il n’y a pas de fichier mbox ici',
  busy: 'Une opération de ce genre est déjà en cours',
  'backup-foreign': 'Ce n’est pas une sauvegarde de Casier',
  'backup-newer':
    'Cette sauvegarde vient d’une version plus récente de Casier : mettez d’abord Casier à jour',
  'backup-passphrase': 'La phrase secrète n’est pas celle de cette sauvegarde',
  'backup-damaged': 'Cette sauvegarde est endommagée ou incomplète',
  'backup-no-passphrase': 'Il n’y a pas encore de phrase secrète pour les sauvegardes',
  'already-added': 'Ce compte est déjà là',
  offline: 'Casier est hors ligne, à votre demande (Réglages, Confidentialité)',
  'signed-out': 'Le compte est déconnecté',
  'domain-unknown': 'Ce domaine n’existe pas',
  'settings-not-found': 'Aucun réglage trouvé pour cette adresse',
  'database-newer': 'Ces données viennent d’une version plus récente de Casier : mettez-le d’abord à jour',
  'database-corrupt':
    'La base de données est endommagée ; rien n’a été modifié. `casier doctor --rebuild` la reconstruit',
  'disk-full': 'Le disque est plein',
  'folder-unwritable': 'Casier ne peut pas écrire dans son dossier de données',
  'in-use':
    'Ce dossier de données est utilisé par un autre Casier : fermez d’abord sa fenêtre, ou choisissez un autre dossier avec --data',
  'no-room': 'Il n’y a pas assez de place sur le disque',
  checksum: 'Ce qui a été reçu n’est pas le fichier demandé',
  'model-unreadable': 'Ce fichier n’est pas un modèle, ou il est abîmé',
  'model-unsupported': 'Casier ne sait pas parler à ce genre de modèle',
  'model-too-large': 'Ce modèle demande plus de mémoire que n’en a cet ordinateur',
  'engine-down': 'Casier s’est arrêté de façon inattendue ; réessayez',
  'model-unusable': 'Ce modèle de langue ne peut pas servir ici',
  'model-stopped': 'Le modèle de langue s’est arrêté ; réessayez',
  'endpoint-insecure': 'Cette adresse n’est ni chiffrée ni dans votre propre réseau',
  'endpoint-key': 'Le serveur n’a pas accepté cette clé',
  'endpoint-unfit': 'Ce qui répond à cette adresse n’est pas un modèle de langue',
  'secrets-unavailable': 'Les mots de passe sont inaccessibles : le trousseau est verrouillé ou absent',
  cancelled: 'Arrêté',
  unexpected: 'Un événement imprévu s’est produit',
};

const statuses: Record<AccountStatus, string> = {
  starting: 'démarrage',
  syncing: 'synchronisation',
  live: 'à jour',
  paused: 'en pause',
  'signed-out': 'déconnecté',
  offline: 'injoignable',
  'sign-in-needed': 'connexion à refaire',
  failed: 'en échec',
};

const bytes = (count: number): string => {
  const [size, unit] = count >= 1e9 ? ([count / 1e9, 'Go'] as const) : ([count / 1e6, 'Mo'] as const);
  return `${new Intl.NumberFormat('fr', { maximumFractionDigits: 1 }).format(size)} ${unit}`;
};

const number = (count: number): string => new Intl.NumberFormat('fr').format(count);

const time = (seconds: number): string => {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const percent = (share: number): string =>
  new Intl.NumberFormat('fr', { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** What the commands say in French. */
export const fr: Texts = {
  about: 'Casier range votre courrier sur votre ordinateur. Ces commandes se passent de fenêtre.',
  exitCodes: `Codes de sortie :
  0  fait
  1  imprévu
  2  la commande, ou ce qu’elle a reçu, est inutilisable
  3  le dossier de données est utilisé, plus récent ou abîmé
  4  un compte n’a pas pu être synchronisé
  5  doctor a trouvé un problème`,
  sync: 'relève le courrier, décide, exécute ce qui est approuvé ; continue jusqu’à l’arrêt, sauf avec --once',
  classify: 'lit un courriel sur l’entrée standard et dit où chaque étape le rangerait, et pourquoi',
  backtestAbout: 'rejoue un Maildir dans l’ordre du temps et dit combien de décisions auraient été justes',
  doctor: 'examine la base de données, les comptes et la file d’attente',
  rebuild: 'reconstruit d’abord une base endommagée ; le fichier endommagé est conservé',
  rebuilt: ({ keptAs, accounts, acts }) =>
    `Base reconstruite : ${accounts} comptes et ${acts} actions conservés. Le fichier endommagé est dans ${keptAs}. « casier sync --once » relit les messages.`,
  data: 'le dossier de données (par défaut : celui de la fenêtre)',
  json: 'écrit un seul objet JSON sur la sortie standard',
  once: 's’arrête quand tous les comptes sont à jour',
  account: 'ce compte seulement, par son nom ou son adresse',
  care: careInFrench,
  rules: rulesInFrench,
  maildir: 'le Maildir à rejouer',
  protocol: 'online : apprend chaque courriel après l’avoir décidé ; step : apprend par blocs',
  step: 'courriels par bloc, pour --protocol step',
  promise: 'la précision à tenir, entre 0 et 1',
  problem: (problem: Problem) =>
    `${problems[problem.code]}${problem.detail === undefined ? '' : ` (${problem.detail})`}.`,
  noAccount: (name) => `Aucun compte ne s’appelle « ${name} ».`,
  noAccounts: 'Il n’y a pas encore de compte : ajoutez-en un dans la fenêtre (npm start).',
  noInput: 'Aucun courriel reçu. Usage : casier classify < courriel.eml',
  needsWhole: (name, low, high) => `${name} demande un nombre entier entre ${low} et ${high}.`,
  needsOne: (name, low, high) => `${name} demande un nombre entre ${low} et ${high}.`,
  pause: 'laisse les comptes tranquilles jusqu’à leur reprise, et s’arrête',
  resume: 's’occupe à nouveau des comptes en pause, et s’arrête (avec --once : les met d’abord à jour)',
  stopFirstSync: 'cesse de lire l’ancien courrier, et s’arrête ; le nouveau arrive toujours',
  continueFirstSync:
    'reprend la lecture de l’ancien courrier, et s’arrête (avec --once : le lit d’abord tout entier)',
  progress: (name, done, total, rate, secondsLeft) =>
    [
      `${name} : ${number(done)} sur ${number(total)}`,
      ...(rate > 0 ? [`${number(rate)} courriels/s`] : []),
      ...(secondsLeft === null ? [] : [`encore ${time(secondsLeft)}`]),
    ].join(', '),
  sharedEngine: 'Un Casier est ouvert sur ce dossier de données : c’est lui qui travaille.',
  otherEnded: 'Le Casier qui travaillait a été fermé. La prochaine synchronisation reprendra où il en était.',
  otherGoesOn: 'Le Casier ouvert continue.',
  continuesNextTime: 'Arrêté après les courriels en cours. La suite reprendra ici la prochaine fois.',
  firstSyncStopped: 'L’ancien courrier n’est pas lu (--continue le reprend).',
  accountLine: (name, status, messages) => `${name} : ${statuses[status]}, ${messages} courriels`,
  waiting: (count) => `${count} propositions en attente.`,
  unfinished: (mails) =>
    mails === 1
      ? 'Ce qui a été demandé pour 1 courriel n’est pas encore fait : ce sera fait dès que possible.'
      : `Ce qui a été demandé pour ${number(mails)} courriels n’est pas encore fait : ce sera fait dès que possible.`,
  failedJobs: (count) => `${count} opérations ont échoué et vous attendent dans la fenêtre.`,
  stopHint: 'À l’écoute du nouveau courrier. Ctrl+C pour arrêter.',
  stages: { memory: 'mémoire', rules: 'règles', learned: 'appris', 'language-model': 'modèle de langue' },
  noStage: (stage) => `${stage} : pas d’avis`,
  stageLine: (stage, folder, probability) => `${stage} : ${folder} (${percent(probability)})`,
  percent,
  backtest: {
    reading: (folder, mails) => `Lecture de ${folder} : ${number(mails)} courriels`,
    replaying: (done, total) => `Relecture : ${number(done)} sur ${number(total)}`,
    noFolder: (path) => `Le dossier ${path} n’existe pas.`,
    noMaildir: (path) =>
      `Aucun Maildir dans ${path} : il y faut un dossier par boîte, qui contienne cur et new.`,
    noMail: (path) => `Aucun courriel rangé dans ${path}.`,
    oneFolder: (name) =>
      `Un seul dossier contient du courrier (${name}) : il n’y a rien à choisir. Il en faut au moins deux.`,
    tooFewMails: (mails, trainOnly) =>
      `Il n’y a que ${number(mails)} courriels : les ${number(trainOnly)} premiers sont appris sans être jugés.`,
    leftOut: (folders) => `Laissés de côté, car on n’y range rien : ${folders.join(', ')}.`,
    severalPeople: (names) =>
      `Ce dossier semble contenir le courrier de plusieurs personnes (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}) : il est rejoué comme celui d’une seule. Indiquez le dossier de l’une d’elles pour la mesurer seule.`,
    replayed: (mails, folders, judged, ms) =>
      `${number(mails)} courriels de ${number(folders)} dossiers rejoués dans l’ordre du temps, ${number(judged)} jugés, ${ms.toFixed(2).replace('.', ',')} ms par courriel.`,
    accuracy: (first, three) =>
      `Justes du premier coup : ${percent(first)} ; parmi les trois premiers : ${percent(three)}.`,
    promised: (promise, precision, coverage) =>
      `Avec une promesse de ${percent(promise)} : ${percent(coverage)} des courriels seraient rangés, dont ${percent(precision)} à raison.`,
    keptBy: (threshold, coverage) =>
      `Après coup : ranger ce qui est sûr à ${percent(threshold)} au moins l’aurait tenue, pour ${percent(coverage)} des courriels.`,
    keptByNone: (promise) => `Après coup : aucun seuil n’aurait tenu ${percent(promise)}.`,
    folder: 'Dossier',
    mails: 'courriels',
    found: 'retrouvés',
    precision: 'précision',
    filed: 'rangés',
    rightly: 'à raison',
    confusions: 'Erreurs les plus fréquentes :',
    confusion: (mails, folder, proposed) => `${number(mails)} × ${folder}, proposé : ${proposed}`,
    calibration: (ece) => `Ce qui était annoncé, et ce qui s’est vérifié (écart moyen ${percent(ece)}) :`,
    said: 'annoncé',
    cameTrue: 'vérifié',
  },
  evidence: evidenceInFrench,
  notAMail: 'Cela ne ressemble pas à un courriel : il n’y a ni expéditeur, ni objet, ni identifiant.',
  unreadable: 'Ce courriel est illisible : sa structure est abîmée.',
  verdict: (folder) => `Proposition : ${folder}`,
  noVerdict: 'Proposition : aucune, le courriel resterait à sa place',
  computer: (system, processors, memory, free) =>
    `Ordinateur : ${system}, ${processors} processeurs, ${bytes(memory)} de mémoire dont ${bytes(free)} libres.`,
  program: (version, node, sqlite) => `Casier ${version} sur Node ${node}, SQLite ${sqlite}.`,
  folder: (path, free) => `Dossier de données : ${path}, ${bytes(free)} libres sur son disque.`,
  database: (integrity, size, messages, proposals) =>
    `Base de données : ${integrity === 'ok' ? 'saine' : `abîmée (${integrity})`}, ${bytes(size)}, ${messages} courriels, ${proposals} propositions.`,
  queue: (queued, running, failed) =>
    `Opérations : ${queued} en attente, ${running} en cours, ${failed} en échec.`,
  healthy: 'Tout va bien.',
  unhealthy: 'Quelque chose demande votre attention.',
  model: 'modèles de langue',
  modelMake: 'écrit un fichier de modèle pour les tests et les mesures (sans poids entraînés)',
  modelShape:
    'tiny choisit le dossier qui partage un mot avec le courriel ; 1b, 3b et 7b sont aléatoires, aussi grands et rapides que les vrais',
  modelOut: 'le fichier à écrire (par défaut : casier-<shape>.gguf)',
  modelSeed: 'pour d’autres poids aléatoires',
  modelMade: (path: string, size: number, seconds: number) =>
    `${path} est écrit (${bytes(size)}) en ${seconds.toFixed(1)} s.`,
};
