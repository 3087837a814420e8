import { median } from '../support/numbers.ts';
import { PlainAsking } from './plain.ts';
import { longPrompt } from './prompts.ts';
import { ScoredAsking } from './scored.ts';

export interface Comparison {
  readonly path: string;
  /** For states of prefixes. */
  readonly work: string;
  readonly threads: number;
  readonly rounds: number;
  /** Tokens of the mails to ask about. */
  readonly mailTokens: readonly number[];
}

/** Measures both ways of asking by turns, so that what else the computer does slows both. */
export async function compare({ path, work, threads, rounds, mailTokens }: Comparison) {
  const scored = new ScoredAsking(path, work, threads);
  const plain = await PlainAsking.load(path, threads);
  try {
    const loadMs = await scored.load();
    const naiveMs: number[] = [];
    const cpu = { naive: [] as number[], mail: [] as number[] };
    const mailMs: number[] = [];
    const tokens: number[] = [];
    const prefix = { ms: [] as number[], rate: [] as number[], cpu: [] as number[], tokens: 0 };
    const raw = { rate: [] as number[], cpu: [] as number[] };
    const each = mailTokens.length / rounds;
    for (let round = 0; round < rounds; round++) {
      const other = round + 1;
      const begun = processSeconds();
      const { milliseconds, tokens: all } = await plain.prefill(longPrompt(other).prefix);
      raw.rate.push((all / milliseconds) * 1000);
      raw.cpu.push((processSeconds() - begun) / all);
      const before = scored.processorSeconds();
      const prepared = await scored.prepare(other);
      if (prepared.from !== 'evaluation') throw new Error('the prefix was there before');
      prefix.ms.push(prepared.milliseconds);
      prefix.rate.push((prepared.tokens / prepared.milliseconds) * 1000);
      prefix.cpu.push((scored.processorSeconds() - before) / prepared.tokens);
      prefix.tokens = prepared.tokens;
      for (const [at, one] of mailTokens.slice(round * each, (round + 1) * each).entries()) {
        const spent = scored.processorSeconds();
        const asked = await scored.ask(one, other, round * each + at);
        cpu.mail.push((scored.processorSeconds() - spent) * 1000);
        mailMs.push(asked.milliseconds);
        tokens.push(asked.result.tokens);
      }
      const started = processSeconds();
      naiveMs.push(await plain.ask(longPrompt(), round));
      cpu.naive.push((processSeconds() - started) * 1000);
    }
    const rssMb = scored.residentMb();
    const prefixRestoreMs = await restore(scored, rounds);
    const abortMs = await scored.abort();
    const [best, rawBest] = [Math.max(...prefix.rate), Math.max(...raw.rate)];
    return {
      loadMs,
      prefixTokens: prefix.tokens,
      prefixMs: median(prefix.ms),
      prefixRestoreMs,
      naiveMsPerMail: median(naiveMs),
      msPerMail: median(mailMs),
      ratioToNaive: median(mailMs) / median(naiveMs),
      /** By processor time, which what else the computer does hardly changes: with one thread, the time on an idle computer. */
      naiveProcessorMsPerMail: median(cpu.naive),
      processorMsPerMail: median(cpu.mail),
      tokensPerMail: median(tokens),
      prefillTokensPerSecond: best,
      rawPrefillTokensPerSecond: rawBest,
      ratioToRaw: best / rawBest,
      ratioToRawByProcessor: Math.min(...raw.cpu) / Math.min(...prefix.cpu),
      abortMs,
      rssMb,
    };
  } finally {
    await scored.unload();
    await plain.close();
  }
}

/** Median of several starts of the process with a prefix that is kept on disk. */
async function restore(scored: ScoredAsking, kept: number): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 3; time++) {
    await scored.unload();
    const restored = await scored.prepare(kept);
    if (restored.from !== 'disk') throw new Error('the state of the prefix was not kept');
    times.push(restored.milliseconds);
  }
  return median(times);
}

/** Seconds of processor time that this process has had. */
function processSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
