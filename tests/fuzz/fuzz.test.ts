import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { quickRead } from '../../main/engine/mime/quick-read.ts';
import { makeInput } from './inputs.ts';
import { runFuzz } from './run.ts';
import { readSeeds } from './seeds.ts';

const seed = Number(process.env['CASIER_FUZZ_SEED'] ?? 20260303);
const inputs = Number(process.env['CASIER_FUZZ_CASES'] ?? 3000);

describe(`spoiled mails (seed ${seed})`, () => {
  const { mails, foreign } = readSeeds();
  if (!foreign)
    process.stderr.write(
      'the test mails of other mail libraries are absent: only mails made here are spoiled\n',
    );

  it('are read without an error, in time', async () => {
    const { failures, bytes, slowest } = await runFuzz(seed, inputs);
    const told = failures.map(
      ({ index, kind, detail }) => `--seed ${seed} --only ${index}: ${kind} ${detail}`,
    );
    expect(told).toEqual([]);
    expect(bytes).toBeGreaterThan(inputs * 1000);
    expect(slowest.ms).toBeLessThan(10_000);
  });

  it('are read by the quick reader as by the parser of record, or not at all', async () => {
    let compared = 0;
    for (let index = 0; index < inputs / 4; index += 1) {
      const start = makeInput(mails, seed + 1, index).bytes.subarray(0, 24_576);
      const quick = start.length === 0 ? null : quickRead(start);
      if (!quick) continue;
      compared += 1;
      expect(comparable(quick), `input ${index} of seed ${seed + 1}`).toEqual(
        comparable(await PostalMime.parse(start)),
      );
    }
    expect(compared).toBeGreaterThan(inputs / 16);
  });

  it('are the same for the same seed and number', () => {
    for (let index = 0; index < 50; index += 1) {
      const first = makeInput(mails, seed, index);
      expect(makeInput(mails, seed, index).bytes.equals(first.bytes)).toBe(true);
    }
  });
});

/** Where line ends are of several kinds the two may differ in a line break before the text, which is cut off anyway. */
function comparable({ headers, from, subject, html, text, attachments }: Omit<Email, 'headerLines'>) {
  return {
    ...{ headers, from, subject, html: html?.trim(), text: text?.trim() },
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      ...{ filename, mimeType },
      content: Buffer.from(content as Uint8Array).toString('latin1'),
    })),
  };
}
