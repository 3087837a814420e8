import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

/** States are large (a hundredth of the model): of old folder lists a few are kept, for a person who goes back and forth. */
const KEPT = 4;

const SAMPLES = 64;
const SAMPLE_BYTES = 16_384;

const WHOLE = '.state';
/** What is being written; and what is being read, for a damaged file can take the process with it. */
const UNSURE = '.unsure';

/**
 * Keeps evaluated prefixes in files. llama.cpp trusts them, and a damaged one may take the process with it: so their names
 * carry a checksum, and one that a process died of is not read again.
 */
export class StateFiles {
  readonly #folder: string;

  /** Clears away what earlier processes left half-written or died of. */
  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) if (name.endsWith(UNSURE)) rmSync(join(folder, name));
  }

  /** Reads a state through `load`, if there is one of this name; whether it did. */
  async read(name: string, load: (path: string) => Promise<boolean>): Promise<boolean> {
    const file = readdirSync(this.#folder).find((other) => other.startsWith(`${name}.`));
    if (file === undefined) return false;
    const path = join(this.#folder, file);
    const unsure = join(this.#folder, `${name}${UNSURE}`);
    renameSync(path, unsure);
    const whole = file === wholeName(name, unsure);
    const good = whole && (await load(unsure).catch(() => false));
    if (good) renameSync(unsure, path);
    else rmSync(unsure, { force: true });
    return good;
  }

  /** Keeps a state that `save` writes, and forgets the oldest. Not being able to is no harm. */
  async write(name: string, save: (path: string) => Promise<unknown>): Promise<void> {
    const unsure = join(this.#folder, `${name}${UNSURE}`);
    try {
      await save(unsure);
      renameSync(unsure, join(this.#folder, wholeName(name, unsure)));
      this.#prune();
    } catch {
      rmSync(unsure, { force: true });
    }
  }

  #prune(): void {
    const files = readdirSync(this.#folder)
      .filter((name) => name.endsWith(WHOLE))
      .map((name) => join(this.#folder, name))
      .map((path) => ({ path, written: statSync(path).mtimeMs }))
      .sort((a, b) => b.written - a.written);
    for (const { path } of files.slice(KEPT)) rmSync(path);
  }
}

function wholeName(name: string, path: string): string {
  return `${name}.${sampleSum(path).toString(16)}${WHOLE}`;
}

/**
 * A checksum of the size, the beginning (how much of what follows) and pieces spread over the rest: a file that was cut short or
 * lost pages to a power cut is known in a few milliseconds, where reading all of it would take as long as it saves.
 */
function sampleSum(path: string): number {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const piece = Buffer.alloc(SAMPLE_BYTES);
    let sum = crc32(String(size));
    for (let index = 0; index < SAMPLES; index++) {
      const at = Math.floor((Math.max(0, size - SAMPLE_BYTES) * index) / (SAMPLES - 1));
      const length = readSync(file, piece, 0, SAMPLE_BYTES, at);
      sum = crc32(piece.subarray(0, length), sum);
    }
    return sum;
  } finally {
    closeSync(file);
  }
}

/** The name of the state of a prefix for one `owner` (model, size of context, library): another token is another name. */
export function stateName(owner: string, tokens: readonly number[]): string {
  return createHash('sha256')
    .update(`${owner} ${tokens.join(' ')}`)
    .digest('hex')
    .slice(0, 32);
}
