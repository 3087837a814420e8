import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractFeatures, parseMail, readFull } from './index.ts';

// Test mails of six mail libraries: other people's files, so they are not part of this repository.
const archive = resolve(import.meta.dirname, '../../../../shared/data/mime/parser-fixtures.tar.gz');
const present = existsSync(archive);
if (!present) console.warn(`not run: ${archive} is absent, so the mails of other parsers are not tried`);

describe.skipIf(!present)('the test mails of other mail libraries', () => {
  let folder: string;
  let files: string[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'casier-mime-'));
    execFileSync('tar', ['xzf', archive, '-C', folder]);
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are all read, whole and cut, each in less than a second', { timeout: 60_000 }, async () => {
    expect(files.length).toBeGreaterThan(800);
    const slow: string[] = [];
    for (const file of files) {
      const source = readFileSync(file);
      const started = performance.now();
      const whole = await parseMail(source, { internalDate: 0, size: source.length, truncated: false });
      const start = source.subarray(0, 24_576);
      const cut = await parseMail(start, { internalDate: 0, size: source.length, truncated: true });
      await readFull(source, { internalDate: 0 });
      const seconds = (performance.now() - started) / 1000;
      if (seconds > 1) slow.push(`${file}: ${seconds.toFixed(2)} s`);
      for (const mail of [whole, cut]) {
        const features = extractFeatures(mail);
        expect(features.body.length).toBeLessThanOrEqual(16_000);
        expect(JSON.parse(JSON.stringify(features))).toEqual(features);
      }
    }
    expect(slow).toEqual([]);
  });
});
