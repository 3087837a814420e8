/** Which system packages a purpose needs, how each is recognised, and which are missing. Used by bootstrap.mjs. */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'brave-browser',
  'microsoft-edge-stable',
  'vivaldi-stable',
];

/** Debian's name, what to call it elsewhere, how it is found, and whether the purpose cannot do without. */
const chromium = {
  package: 'chromium',
  what: 'Chromium',
  required: true,
  insteadOf: 'electron',
  found: (root) => hasElectron(root) || hasInstalledBrowser() || browsers.some(onPath),
};
/** The tests want Chromium even where Electron is there: both shells are tested. */
const chromiumForTests = { ...chromium, insteadOf: undefined, found: () => browsers.some(onPath) };
const dovecot = {
  package: 'dovecot-imapd',
  what: 'Dovecot',
  required: true,
  found: () => onPath('dovecot') && existsSync('/usr/lib/dovecot/imap'),
};
const isync = { package: 'isync', what: 'mbsync (isync)', required: false, found: () => onPath('mbsync') };
const forWindow = [
  { package: 'fonts-noto-core', what: 'a font', required: false, found: hasFonts },
  { package: 'xdg-utils', what: 'xdg-open', required: false, found: () => onPath('xdg-open') },
];
const forTests = [
  tool('xvfb', 'Xvfb', true),
  tool('xauth', 'xauth', true),
  tool('dbus', 'dbus-run-session', true),
  tool('dunst', 'dunst', false),
  tool('libnotify-bin', 'notify-send', false),
  tool('procps', 'ps', true),
  tool('iproute2', 'ss', true),
  tool('gnome-keyring', 'gnome-keyring-daemon', false),
  tool('libsecret-tools', 'secret-tool', false),
];

const needs = {
  start: [chromium, ...forWindow],
  test: [chromiumForTests, ...forWindow, dovecot, isync, ...forTests],
  bench: [dovecot, isync],
};

/** The packages that this purpose needs and that are not there. Desktop packages are looked for on Linux alone. */
export function missingPackages(purpose, root) {
  const wanted = needs[purpose] ?? [];
  const here = process.platform === 'linux' ? wanted : wanted.filter((need) => need.required);
  return here.filter((need) => !need.found(root));
}

function tool(name, command, required) {
  return { package: name, what: command, required, found: () => onPath(command) };
}

function hasElectron(root) {
  return existsSync(join(root, 'node_modules', 'electron', 'dist', 'version'));
}

/** One that the person names, or where Windows and macOS keep browsers that are not on the PATH. */
function hasInstalledBrowser() {
  if (process.env.CASIER_CHROMIUM) return true;
  const { PROGRAMFILES: programs = '', 'PROGRAMFILES(X86)': programs86 = '' } = process.env;
  return [
    '/Applications/Google Chrome.app',
    '/Applications/Chromium.app',
    '/Applications/Microsoft Edge.app',
    join(programs, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(programs86, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ].some((path) => existsSync(path));
}

function onPath(command) {
  // Debian keeps daemons in sbin, which is not on everyone's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some(containsFont);
}

function containsFont(folder) {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => {
    const path = join(folder, name);
    return /\.(ttf|otf|ttc)$/i.test(name) || (statSync(path).isDirectory() && containsFont(path));
  });
}
