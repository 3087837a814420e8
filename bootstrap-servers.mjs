/**
 * Mail servers that the tests start beside the one that is installed, and a panel for the tray. Debian's packages of the
 * servers exclude each other, and a panel would change the desktop, so they are not installed but unpacked into
 * `.cache/servers/<name>`, with the libraries they need and this computer lacks. Used by bootstrap.mjs. Takes no rights but
 * those to the checkout.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's packages of each server; libraries are found by what these depend on. */
const servers = {
  cyrus: ['cyrus-imapd', 'cyrus-common'],
  // gamin: without it each of Courier's commands waits a second for a daemon that tells of changed files.
  courier: ['courier-imap', 'courier-base', 'gamin'],
  // Reads Sieve scripts, with the libraries of the Dovecot that is installed.
  pigeonhole: ['dovecot-sieve'],
  // A panel with a tray, and what clicks on it.
  panel: ['lxqt-panel', 'xdotool'],
};

/** Those that need what lies in usr/share. */
const sharing = new Set(['panel']);

/** Seven megabytes for a virus scanner that no test runs. */
const notNeeded = /^lib(clamav|freshclam|mspack)/;

/** Names of the servers that are not unpacked yet, and could be: only Debian and its children have such packages. */
export function missingServers(root) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return [];
  return Object.keys(servers).filter((name) => !existsSync(join(folderOf(root, name), '.complete')));
}

/** Downloads and unpacks one server. Gives what went wrong, or null. */
export function unpackServer(root, name) {
  const folder = folderOf(root, name);
  const parcels = `${folder}.parcels`;
  const unpacked = `${folder}.new`;
  for (const path of [folder, parcels, unpacked]) {
    rmSync(path, { recursive: true, force: true });
  }
  for (const path of [parcels, unpacked]) mkdirSync(path, { recursive: true });
  refreshLists(name);
  const needed = sharing.has(name) ? wouldInstall(servers[name]) : servers[name].flatMap(missingLibraries);
  const packages = [...new Set([...servers[name], ...needed])];
  const problem = download(packages, parcels) ?? unpack(parcels, unpacked);
  rmSync(parcels, { recursive: true, force: true });
  if (problem !== null) return problem;
  if (!sharing.has(name)) rmSync(join(unpacked, 'usr/share'), { recursive: true, force: true });
  writeFileSync(join(unpacked, '.complete'), `${packages.join('\n')}\n`);
  renameSync(unpacked, folder);
  return null;
}

function folderOf(root, name) {
  return join(root, '.cache', 'servers', name);
}

/** A new machine may never have asked what packages there are. */
function refreshLists(name) {
  const { stdout } = spawnSync('apt-cache', ['search', '--names-only', `^${servers[name][0]}$`]);
  if (stdout.length === 0) updateLists();
}

function updateLists() {
  if (process.getuid?.() === 0) spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
}

/** What apt would install for these: much faster, and right where nothing that is installed is in the way. */
function wouldInstall(names) {
  const { stdout } = spawnSync('apt-get', ['-s', 'install', '--no-install-recommends', ...names], {
    encoding: 'utf8',
  });
  const found = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  return found.filter((name) => !/-perl$|^lxqt-(?:session|policykit|.*themes?)$/.test(name));
}

/** The libraries that a package needs, and those that they need, as far as they are not installed. */
function missingLibraries(name) {
  const found = [];
  const visit = (one) => {
    const { stdout } = spawnSync('apt-cache', ['depends', '--important', one], { encoding: 'utf8' });
    for (const [, library] of stdout.matchAll(/^[ |]*(?:Pre)?Depends: (lib\S*|courier-authlib)$/gm)) {
      if (found.includes(library) || notNeeded.test(library) || isInstalled(library)) continue;
      found.push(library);
      visit(library);
    }
  };
  visit(name);
  return found;
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return stdout?.endsWith('ok installed') ?? false;
}

function download(packages, folder) {
  const get = () => spawnSync('apt-get', ['download', '-q', ...packages], { cwd: folder, encoding: 'utf8' });
  const first = get();
  if (first.status === 0) return null;
  // A package of yesterday's list may have been replaced.
  updateLists();
  const { status, stderr } = get();
  return status === 0 ? null : stderr;
}

function unpack(parcels, folder) {
  for (const parcel of readdirSync(parcels)) {
    const { status, stderr } = spawnSync('dpkg', ['-x', join(parcels, parcel), folder], { encoding: 'utf8' });
    if (status !== 0) return stderr;
  }
  return null;
}
