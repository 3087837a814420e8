import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronBinary, runElectron, type ElectronPlaces } from './electron-binary.ts';

let folder: string;
let places: ElectronPlaces;
const binary = () => join(places.packageDir, 'dist', 'electron');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'casier-electron-'));
  places = { packageDir: join(folder, 'electron'), failureFile: join(folder, 'cache', 'failed') };
  mkdirSync(places.packageDir);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The package's installer: says that it ran, and makes the binary when it can. */
function installer(works: boolean): void {
  const makes = `
    fs.mkdirSync(__dirname + '/dist');
    fs.writeFileSync(__dirname + '/dist/version', '1');
    fs.writeFileSync(__dirname + '/dist/electron', '');`;
  writeFileSync(
    join(places.packageDir, 'install.js'),
    `const fs = require('fs'); fs.appendFileSync(__dirname + '/ran', 'x'); ${works ? makes : 'process.exit(1)'}`,
  );
  writeFileSync(join(places.packageDir, 'package.json'), '{"type":"commonjs"}');
}
const ran = () => existsSync(join(places.packageDir, 'ran'));

test('without the package there is no Electron', async () => {
  expect(await electronBinary(places)).toBeNull();
});

test.skipIf(process.platform !== 'linux')('fetches the binary, once', async () => {
  installer(true);
  expect(await electronBinary(places)).toBe(binary());
  rmSync(join(places.packageDir, 'ran'));
  expect(await electronBinary(places)).toBe(binary());
  expect(ran()).toBe(false);
});

test('remembers for a day that it could not be fetched', async () => {
  installer(false);
  expect(await electronBinary(places)).toBeNull();
  expect(ran()).toBe(true);
  rmSync(join(places.packageDir, 'ran'));
  expect(await electronBinary(places)).toBeNull();
  expect(ran()).toBe(false);
  const yesterday = Date.now() / 1000 - 25 * 3600;
  utimesSync(places.failureFile, yesterday, yesterday);
  expect(await electronBinary(places)).toBeNull();
  expect(ran()).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'tells an Electron that cannot run from one that ended',
  async () => {
    const script = (text: string): string => {
      const path = join(folder, 'program');
      writeFileSync(path, `#!/bin/sh\n${text}\n`);
      chmodSync(path, 0o755);
      return path;
    };
    expect(await runElectron(script('exit 7'), [])).toBe(7);
    expect(await runElectron(script('exit 127'), [])).toBe('unusable');
    expect(await runElectron(join(folder, 'missing'), [])).toBe('unusable');
  },
);
