/** What bootstrap.mjs says, in the language of the desktop. */
const list = (names) => names.join(', ');

const en = {
  parts: { main: 'the program', renderer: 'the window', demo: 'the demo mailbox' },
  unknownPurpose: (purpose, known) => `bootstrap.mjs does not know "${purpose}". It knows: ${list(known)}.`,
  nodeTooOld: (version) => `Casier needs Node 20.19 or newer; this is ${version}. See https://nodejs.org.`,
  noDisplay:
    'There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set).\n' +
    'Start Casier from a desktop session, or on a virtual screen: xvfb-run -a npm start (Debian: apt install xvfb xauth).',
  installing: "Installing Casier's npm packages (a minute, the first time) …",
  installFailed: 'The npm packages could not be installed; the reason is above.',
  building: (part) => `Building ${part} …`,
  buildFailed: 'The build failed; the reason is above.',
  notBuilt: (path) => `The build ended without making ${path}.`,
  tryingElectron: 'Looking whether Electron can be had (20 seconds at most) …',
  installingSystem: (names) => `Installing from Debian with apt: ${list(names)} …`,
  unpackingServer: (name) => `Fetching the mail server ${name} for the tests (nothing is installed) …`,
  systemFailed: 'apt could not install these packages; the reason is above.',
  askDebian: (names) => `Missing on this computer. Please run: sudo apt install ${names.join(' ')}`,
  askOther: (names) => `Missing on this computer, please install: ${list(names)}.`,
  waiting: 'Waiting for another Casier command that is installing or building …',
};

const fr = {
  parts: { main: 'le programme', renderer: 'la fenêtre', demo: 'la boîte de démonstration' },
  unknownPurpose: (purpose, known) =>
    `bootstrap.mjs ne connaît pas « ${purpose} ». Il connaît : ${list(known)}.`,
  nodeTooOld: (version) =>
    `Casier demande Node 20.19 ou plus récent ; ici, c’est ${version}. Voir https://nodejs.org.`,
  noDisplay:
    'Il n’y a pas d’écran où ouvrir une fenêtre (ni DISPLAY ni WAYLAND_DISPLAY).\n' +
    'Lancez Casier depuis une session de bureau, ou sur un écran virtuel : xvfb-run -a npm start (Debian : apt install xvfb xauth).',
  installing: 'Installation des paquets npm de Casier (une minute, la première fois)…',
  installFailed: 'Les paquets npm n’ont pas pu être installés ; la raison est ci-dessus.',
  building: (part) => `Construction : ${part}…`,
  buildFailed: 'La construction a échoué ; la raison est ci-dessus.',
  notBuilt: (path) => `La construction s’est terminée sans produire ${path}.`,
  tryingElectron: 'Recherche d’Electron (20 secondes au plus)…',
  installingSystem: (names) => `Installation depuis Debian avec apt : ${list(names)}…`,
  unpackingServer: (name) =>
    `Récupération du serveur de courrier ${name} pour les tests (rien n’est installé)…`,
  systemFailed: 'apt n’a pas pu installer ces paquets ; la raison est ci-dessus.',
  askDebian: (names) =>
    `Il manque des paquets sur cet ordinateur. Lancez : sudo apt install ${names.join(' ')}`,
  askOther: (names) => `Il manque sur cet ordinateur, à installer : ${list(names)}.`,
  waiting: 'Une autre commande de Casier installe ou construit ; un instant…',
};

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** The texts in French when the desktop is French, else in English. */
export const texts = /^fr/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? fr : en;
