import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { safeFileName, saveUnderFreeName } from './downloads.ts';

test.each([
  ['facture été.pdf', 'facture été.pdf'],
  ['../../.bashrc', '_.._.bashrc'],
  ['a/b\\c:d.txt', 'a_b_c_d.txt'],
  ['.hidden', 'hidden'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['line\r\nbreak.txt', 'linebreak.txt'],
  ['report.txt. . ', 'report.txt'],
  ['CON.txt', 'attachment-CON.txt'],
  ['com1', 'attachment-com1'],
  ['', 'attachment'],
  ['...', 'attachment'],
])('%j becomes %j', (given, safe) => {
  expect(safeFileName(given)).toBe(safe);
});

test('long names keep their extension and whole characters', () => {
  const name = safeFileName(`${'é'.repeat(300)}.pdf`);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
  expect(name).toMatch(/^é+\.pdf$/);
});

test('never writes over a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casier-downloads-'));
  const downloads = join(folder, 'not yet');
  for (const text of ['one', 'two', 'three']) {
    await saveUnderFreeName(downloads, 'note.txt', Buffer.from(text));
  }
  expect(readdirSync(downloads).sort()).toEqual(['note (2).txt', 'note (3).txt', 'note.txt']);
  expect(readFileSync(join(downloads, 'note.txt'), 'utf8')).toBe('one');
  writeFileSync(join(folder, 'file'), '');
  expect(await saveUnderFreeName(join(folder, 'file'), 'a', Buffer.from(''))).toMatchObject({ ok: false });
  rmSync(folder, { recursive: true });
});
