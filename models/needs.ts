/** Tokens kept in mind at once: instructions, 60 folders with examples, and a mail; with room to spare. */
const CONTEXT_TOKENS = 4096;
/** Work space of an evaluation, and the program itself; bytes. */
const WORK_SPACE = 400_000_000;
/** What the system and the person's other programs must keep; bytes. */
const OTHERS = 2_000_000_000;

/**
 * Bytes of memory that a model takes while it works. The weights are a twentieth more than the file (seen: 4.4 GB resident for
 * 4.37 GB without mmap, some of it repacked); then keys and values of the context, and work space.
 */
export function neededMemory(model: {
  /** Of the file; bytes. */
  readonly size: number;
  /** Keys and values of one token, in all layers; bytes. */
  readonly tokenBytes: number;
}): number {
  return Math.round(model.size * 1.05 + model.tokenBytes * CONTEXT_TOKENS + WORK_SPACE);
}

/** Whether a computer of that much memory can hold it: `tight` when it takes more than half of it. */
export function fitOf(needed: number, memory: number): 'yes' | 'tight' | 'no' {
  if (needed > memory - OTHERS) return 'no';
  return needed > memory / 2 ? 'tight' : 'yes';
}

/** A computer sold with 16 GB shows a little less: firmware and graphics keep some. */
export function has16Gb(memory: number): boolean {
  return memory >= 14.5 * 2 ** 30;
}

/** Parameters times tokens that one core evaluates in a second; see below. */
const CORE_RATE = 90e9;

/**
 * How long a mail in doubt will take, as a range; milliseconds. Measured on two cores with AVX-512, a mail cut to 100 and 50
 * tokens: 7B (Q4_K_M) 4.4 and 2.6 s, 3B 1.9 and 1.2 s, 1B 0.6 and 0.4 s. That is parameters × (tokens + 20) ÷ (cores × 90e9) to
 * a tenth or two. `low`: 50 tokens and every core such a core (and Q4_0 repacked: ÷ 1.5). `high`: 100 tokens, half the cores
 * (the others are hyperthreads, or busy), each at two thirds of that.
 */
export function estimateSpeed(model: {
  readonly parameters: number;
  readonly quantisation: string | null;
  readonly cores: number;
}): { low: number; high: number } {
  const seconds = (tokens: number, cores: number, rate: number): number =>
    (model.parameters * (tokens + 20)) / (cores * rate);
  const repacked = model.quantisation === 'Q4_0' ? 1.5 : 1;
  return {
    low: 1000 * seconds(50, model.cores, CORE_RATE * repacked),
    high: 1000 * seconds(100, Math.max(1, model.cores / 2), (CORE_RATE * 2) / 3),
  };
}
