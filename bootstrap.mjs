/**
 * Makes a checkout ready for what is about to run: `node bootstrap.mjs start|test|bench|check|cli|build|gallery`.
 * Installs npm packages when they are missing or not those of package-lock.json, builds what changed, and on Debian as
 * root installs missing system packages after saying so. Needs nothing but Node ≥ 20.19 and npm; silent when all is there.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingServers, unpackServer } from './bootstrap-servers.mjs';
import { missingPackages } from './bootstrap-system.mjs';
import { texts } from './bootstrap-texts.mjs';

const root = dirname(fileURLToPath(import.meta.url));

/** What each purpose needs besides the npm packages. */
const purposes = {
  start: { build: ['main', 'renderer', 'demo'], window: true },
  test: { build: ['main', 'renderer', 'demo'], servers: true },
  bench: { build: ['main', 'renderer', 'demo'] },
  cli: { build: ['main'] },
  check: { build: [] },
  gallery: { build: [] },
  build: { build: [] },
};

/** Parts of dist/: the npm script that makes each, what it is made from, and a file that proves it is there. */
const parts = {
  main: {
    script: 'build:main',
    from: ['contract', 'main', 'models', 'preload', 'resources', 'package.json', 'package-lock.json'],
    gives: 'dist/main/launch.js',
  },
  renderer: {
    script: 'build:renderer',
    from: ['contract', 'renderer', 'resources', 'package-lock.json'],
    gives: 'dist/renderer/index.html',
  },
  demo: { script: 'build:demo', from: ['resources/demo'], gives: 'dist/resources/demo-mailbox' },
};

/** The checkout cannot be made ready; the message is for the person. */
export class NotReady extends Error {}

/**
 * Makes the checkout ready for one purpose. Tells what it does on standard error.
 * @throws NotReady with a sentence that says what to do
 */
export function prepare(purpose) {
  const needs = purposes[purpose];
  if (!needs) throw new NotReady(texts.unknownPurpose(purpose, Object.keys(purposes)));
  requireNode(process.versions.node);
  if (needs.window) requireDisplay();
  const toBuild = () => needs.build.filter((part) => stampOf(part) !== builtStamp(part));
  const ready = () => packagesInstalled() && toBuild().length === 0;
  if (!ready()) {
    withLock(() => {
      if (!packagesInstalled()) installPackages();
      for (const part of toBuild()) build(part);
    });
  }
  // After the npm packages: an Electron binary among them makes a browser unnecessary.
  installSystemPackages(purpose);
  if (needs.servers && missingServers(root).length > 0) withLock(unpackServers);
}

/** The Node 24 that comes as an npm package: what everything but this file runs on. */
export function projectNode() {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function requireNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new NotReady(texts.nodeTooOld(version));
}

function requireDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  throw new NotReady(texts.noDisplay);
}

/** True when every package of the lock file is there in the version it names (npm keeps a list of what it installed). */
function packagesInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  const present = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present || !existsSync(projectNode())) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : optional === true;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function installPackages() {
  say(texts.installing);
  // Not under the Node that lives in node_modules: npm ci removes it first.
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  run('npm', ['ci', '--loglevel=error', '--no-progress'], texts.installFailed, {
    ...process.env,
    PATH: path.join(delimiter),
  });
}

function build(part) {
  const stamp = stampOf(part);
  say(texts.building(texts.parts[part]));
  const bin = join(root, 'node_modules', '.bin');
  run('npm', ['run', '--silent', parts[part].script], texts.buildFailed, {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  });
  if (!existsSync(join(root, parts[part].gives))) throw new NotReady(texts.notBuilt(parts[part].gives));
  writeFileSync(stampFile(part), stamp);
}

function installSystemPackages(purpose) {
  let missing = missingPackages(purpose, root);
  if (missing.some((need) => need.insteadOf === 'electron') && fetchElectron()) {
    missing = missingPackages(purpose, root);
  }
  if (missing.length === 0) return;
  const names = missing.map((need) => need.package);
  const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get');
  if (!debian || process.getuid?.() !== 0) {
    const sentence = debian ? texts.askDebian(names) : texts.askOther(missing.map((need) => need.what));
    if (missing.some((need) => need.required)) throw new NotReady(sentence);
    say(sentence);
    return;
  }
  say(texts.installingSystem(names));
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', ...names];
  if (spawnSync('apt-get', install, { env, stdio: 'ignore' }).status === 0) return;
  run('apt-get', ['update', '-q'], texts.systemFailed, env);
  run('apt-get', install, texts.systemFailed, env);
}

function unpackServers() {
  for (const name of missingServers(root)) {
    say(texts.unpackingServer(name));
    const problem = unpackServer(root, name);
    if (problem !== null) throw new NotReady(`${problem}\n${texts.systemFailed}`);
  }
}

/** Tries what `npm start` would try, before a whole browser is installed in Electron's place. */
function fetchElectron() {
  if (process.env.CASIER_SHELL === 'chromium') return false;
  say(texts.tryingElectron);
  const script = `
    import { electronBinary } from './main/electron-binary.ts';
    import { cacheFolder } from './main/shell/data-folder.ts';
    const failureFile = cacheFolder() + '/electron-not-fetched';
    process.exit((await electronBinary({ packageDir: 'node_modules/electron', failureFile })) ? 0 : 1);`;
  return spawnSync(projectNode(), ['--input-type=module', '-e', script], { cwd: root }).status === 0;
}

/** Runs quietly; what the command printed is shown only when it fails. */
function run(command, args, failure, env) {
  const shell = process.platform === 'win32';
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env,
    shell,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  const output = [stdout, stderr, error?.message].filter(Boolean).join('\n').trim();
  throw new NotReady(`${output}\n\n${failure}`);
}

function stampFile(part) {
  return join(root, 'dist', `.built-${part}`);
}

function builtStamp(part) {
  if (!existsSync(join(root, parts[part].gives))) return null;
  try {
    return readFileSync(stampFile(part), 'utf8');
  } catch {
    return null;
  }
}

/** Changes when a source of this part is added, removed or written: names, sizes and times, so that it costs milliseconds. */
function stampOf(part) {
  const hash = createHash('sha1');
  for (const source of parts[part].from) addToStamp(hash, source, part);
  return hash.digest('hex');
}

function addToStamp(hash, path, part) {
  const full = join(root, path);
  if (part !== 'demo' && path === join('resources', 'demo')) return;
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(full).sort()) addToStamp(hash, join(path, name), part);
  } else if (!/\.(test|stories)\.tsx?$/.test(path)) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
}

/** One bootstrap of a checkout at a time: a second one waits, then finds the work done. */
function withLock(work) {
  const lock = join(root, '.cache', 'bootstrap.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; !tryLock(lock); told = true) {
    if (!told) say(texts.waiting);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function tryLock(lock) {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
  if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Standard error: the commands that follow own standard output. */
function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    prepare(process.argv[2] ?? 'start');
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
