import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MailboxId } from '../../contract/ids.ts';
import { LocalScorer } from '../../main/engine/asking/local-scorer.ts';
import { Questioner } from '../../main/engine/asking/opinion.ts';
import { pagesOf, type ToldFolder } from '../../main/engine/asking/pages.ts';
import { openInference, type Inference } from '../../main/engine/inference/index.ts';
import { silentLogger } from '../../main/engine/platform/logger.ts';
import { startChild } from '../../main/shell/chromium/child-process.ts';
import { makeModel, words } from '../../models/maker/index.ts';

/** Questions to the tiny model through its real process: folders on several pages, and a model that likes a letter. */

const program = join(import.meta.dirname, '..', '..', 'main', 'inference', 'process.ts');
const opened: Inference[] = [];
const scorers: LocalScorer[] = [];
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'casier-opinion-'));
  await makeModel({ shape: 'tiny', path: join(folder, 'fair.gguf') });
  await makeModel({ shape: 'tiny', path: join(folder, 'partial.gguf'), liking: { C: 13 } });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((inference) => inference.unload()));
});
afterAll(() => rmSync(folder, { recursive: true }));

function questioner(name: string): Questioner {
  const inference = openInference({
    start: () => startChild(program),
    logger: silentLogger(),
    idleMs: 600_000,
  });
  opened.push(inference);
  const scorer = new LocalScorer(inference, 2);
  const path = join(folder, `${name}.gguf`);
  scorer.choose({
    path,
    fingerprint: name,
    contextTokens: 2048,
    memoryMap: true,
    gpu: false,
    stateDir: null,
  });
  scorers.push(scorer);
  return new Questioner(scorer);
}

/** Folders whose examples are words of the tiny model, two each. */
function folders(count: number): ToldFolder[] {
  return Array.from({ length: count }, (_, at) => ({
    mailbox: (at + 1) as MailboxId,
    name: `f${at}`,
    examples: [words[2 * at]!, words[2 * at + 1]!],
  }));
}

async function ask(
  by: Questioner,
  all: readonly ToldFolder[],
  mail: string,
): Promise<[MailboxId | null, number]> {
  const pages = pagesOf(all);
  const reply = await by.ask(
    mail,
    pages,
    new Set(all.map(({ mailbox }) => mailbox)),
    new AbortController().signal,
  );
  if (!reply.ok) throw new Error(reply.problem.code);
  const { chances } = reply.value;
  const none = 1 - [...chances.values()].reduce((sum, chance) => sum + chance, 0);
  const [best] = [...chances].sort(([, a], [, b]) => b - a);
  return best && best[1] > none ? best : [null, none];
}

describe('an opinion', () => {
  test('finds the folder among more than fit on a page, and none where there is none', async () => {
    const by = questioner('fair');
    const all = folders(60);
    expect(pagesOf(all).map((page) => page.folders.length)).toEqual([20, 20, 20]);
    for (const at of [0, 23, 41, 59]) {
      const [mailbox] = await ask(by, all, `bonjour ${words[2 * at]} merci`);
      expect(mailbox, words[2 * at]).toBe(at + 1);
    }
    expect((await ask(by, all, 'bonjour merci'))[0]).toBeNull();
  });

  test('is not asked of further pages once the likeliest has the folder', async () => {
    const by = questioner('fair');
    const all = folders(60);
    const likeliestFirst = (at: number) => new Set([at, ...all.keys()].map((one) => (one + 1) as MailboxId));
    const tokens: number[] = [];
    for (const [likeliest, right] of [
      [41, 41],
      [3, 41],
    ] as const) {
      const mail = `bonjour ${words[2 * right]} merci`;
      const { signal } = new AbortController();
      const reply = await by.ask(mail, pagesOf(all), likeliestFirst(likeliest), signal);
      if (!reply.ok) throw new Error(reply.problem.code);
      expect(reply.value.chances.get((right + 1) as MailboxId)).toBeGreaterThan(0.8);
      tokens.push(reply.value.tokens);
    }
    expect(tokens[1]).toBeGreaterThanOrEqual(2 * tokens[0]!);
  });

  test('is not led by a letter that the model likes', async () => {
    const all = folders(8);
    const by = questioner('partial');
    const answers: (MailboxId | null)[] = [];
    for (let at = 0; at < all.length; at++) {
      answers.push((await ask(by, all, `votre ${words[2 * at + 1]} lundi`))[0]);
    }
    expect(answers).toEqual(all.map(({ mailbox }) => mailbox));
    // Asked plainly, it answers with its letter.
    const [page] = pagesOf(all);
    const reply = await scorers.at(-1)!.score(
      {
        prefix: [...page!.prompt.prefix],
        mail: `votre ${words[1]} lundi`,
        suffix: [...page!.prompt.suffix],
        labels: [...page!.labels],
      },
      new AbortController().signal,
    );
    if (!reply.ok) throw new Error(reply.problem.code);
    const { probabilities } = reply.value;
    expect(page!.labels[probabilities.indexOf(Math.max(...probabilities))]).toBe('C');
  });

  test('does not change with the pages it was asked on before', async () => {
    const by = questioner('fair');
    const few = folders(4);
    const first = await ask(by, few, `votre ${words[0]} lundi`);
    await ask(by, folders(30), `votre ${words[9]} lundi`);
    expect(await ask(by, few, `votre ${words[0]} lundi`)).toEqual(first);
  });
});
