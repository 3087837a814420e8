import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import PostalMime, { type Email } from 'postal-mime';
import { extractFeatures, parseMail, readFull } from './index.ts';
import { quickRead } from './quick-read.ts';

// Test mails of six mail libraries: other people's files, so they are not part of this repository.
const archive = resolve(import.meta.dirname, '../../../../shared/data/mime/parser-fixtures.tar.gz');
const present = existsSync(archive);
if (!present) {
  process.stderr.write(`not run: ${archive} is absent, so the mails of other parsers are not tried\n`);
}

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

  it('are all read, whole and cut', { timeout: 60_000 }, async () => {
    expect(files.length).toBeGreaterThan(800);
    for (const file of files) {
      const source = readFileSync(file);
      const start = source.subarray(0, 24_576);
      const delivery = { internalDate: 0, size: source.length };
      const whole = await parseMail(source, { ...delivery, truncated: false });
      const cut = await parseMail(start, { ...delivery, truncated: true });
      await readFull(source, delivery);
      for (const mail of [whole, cut]) {
        const features = extractFeatures(mail);
        expect(features.body.length).toBeLessThanOrEqual(16_000);
        expect(JSON.parse(JSON.stringify(features))).toEqual(features);
      }
    }
  });

  it(
    'are read by the quick reader as by the parser of record, or not at all',
    { timeout: 60_000 },
    async () => {
      let compared = 0;
      for (const file of files) {
        const source = readFileSync(file);
        // Cut at several places: most of what a sync sees is the beginning of a mail.
        for (const length of [24_576, 2_000, 900]) {
          const start = source.subarray(0, length);
          const quick = start.length === 0 ? null : quickRead(start);
          if (!quick) continue;
          compared += 1;
          expect(comparable(quick), `${file}, ${length} bytes`).toEqual(
            comparable(await PostalMime.parse(start)),
          );
        }
      }
      expect(compared).toBeGreaterThan(1500);
    },
  );
});

function comparable(mail: Omit<Email, 'headerLines'>) {
  const { headers, from, sender, subject, messageId, inReplyTo, references, html, text } = mail;
  const { replyTo = [], to = [], cc = [] } = mail;
  return {
    ...{ headers, from, sender, replyTo, to, cc, subject, messageId, inReplyTo, references, html, text },
    attachments: mail.attachments.map(({ filename, mimeType, disposition, related, contentId, content }) => ({
      ...{ filename, mimeType, disposition, related, contentId },
      content: Buffer.from(content as Uint8Array).toString('latin1'),
    })),
  };
}
