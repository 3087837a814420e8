import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const built = existsSync(join(root, 'dist', 'main', 'index.js'));

/** Runs the command of a package that electron-builder brings along. */
function run(script: string, ...args: string[]): string {
  const path = join(root, 'node_modules', script);
  return execFileSync(process.execPath, [path, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
}

/** Where @electron/fuses finds the switches in a binary, and that there are eight of version 1, all on. */
const FUSES = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000811111111');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-pack-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(process.platform !== 'linux' || !built)(
  'packs what runs and nothing else, with the doors shut',
  { timeout: 180_000 },
  () => {
    const electron = join(folder, 'electron');
    mkdirSync(join(electron, 'resources'), { recursive: true });
    writeFileSync(join(electron, 'electron'), FUSES, { mode: 0o755 });
    writeFileSync(join(electron, 'version'), '45.4.1');
    const overrides = [`-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'out')}`];
    run('electron-builder/cli.js', '--linux', 'dir', '--x64', ...overrides);

    const unpacked = join(folder, 'out', 'linux-unpacked');
    const packed = run('@electron/asar/bin/asar.js', 'list', join(unpacked, 'resources', 'app.asar'))
      .trim()
      .split('\n');
    const sqlite = '/node_modules/better-sqlite3/prebuilds/linux-x64.node';
    const llama = '/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64';
    expect(packed).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/main/index.js',
        '/dist/main/start.js',
        '/dist/main/engine.js',
        '/dist/preload/index.cjs',
        '/node_modules/zod/package.json',
        '/node_modules/imapflow/package.json',
        '/node_modules/dbus-next/package.json',
        '/node_modules/node-llama-cpp/dist/index.js',
        '/node_modules/node-llama-cpp/llama/binariesGithubRelease.json',
        sqlite,
        `${llama}/llama-addon.node`,
      ]),
    );
    const unwanted = [
      /^\/(?!dist\/|node_modules\/|package\.json$|dist$|node_modules$)/,
      /^\/dist\/(resources|main\/puppeteer)/,
      /\.map$|[.]d[.]ts$/,
      /\/node_modules\/(puppeteer-core|@mantine|vitest|electron|typescript|@types|node)\//,
      /sqlite3\/(deps|src)\/|prebuilds\/(?!linux-x64)/,
      /@node-llama-cpp\/(?!linux-x64(\/|$))|llama\/(gitRelease|addon|xpack)/,
    ];
    expect(packed.filter((path) => unwanted.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(existsSync(join(unpacked, 'resources', 'app.asar.unpacked', sqlite))).toBe(true);
    expect(existsSync(join(unpacked, 'resources', 'app.asar.unpacked', llama, 'libggml-base.so'))).toBe(true);
    expect(existsSync(join(unpacked, 'resources', 'casier', 'icons', 'casier-256.png'))).toBe(true);

    const fuses = run('@electron/fuses/dist/bin.js', 'read', '--app', join(unpacked, 'casier'));
    expect(fuses.match(/\w+ is Enabled/g)).toEqual([
      'EnableCookieEncryption is Enabled',
      'EnableEmbeddedAsarIntegrityValidation is Enabled',
      'OnlyLoadAppFromAsar is Enabled',
    ]);
  },
);
