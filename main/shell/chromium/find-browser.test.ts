import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from './find-browser.ts';

test('finds the browser that is named, else the first of the family on the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casier-browser-'));
  const chrome = join(folder, 'google-chrome');
  writeFileSync(chrome, '');
  expect(findBrowser('linux', { PATH: `/nonexistent:${folder}` })).toBe(chrome);
  expect(findBrowser('linux', { PATH: '', CASIER_CHROMIUM: chrome })).toBe(chrome);
  writeFileSync(join(folder, 'chromium'), '');
  expect(findBrowser('linux', { PATH: folder })).toBe(join(folder, 'chromium'));
  expect(findBrowser('linux', { PATH: folder, CASIER_CHROMIUM: '/nonexistent' })).toBeNull();
  expect(findBrowser('linux', { PATH: '' })).toBeNull();
  rmSync(folder, { recursive: true });
});
