import { resolve } from 'node:path';
import { makeModel, type ModelShapeName } from '../../models/maker/index.ts';
import { storageTrouble } from '../engine/platform/storage-trouble.ts';
import { CommandFailed } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import type { Texts } from './texts.ts';

export interface ModelSwitches {
  readonly shape: ModelShapeName;
  readonly out?: string;
  readonly seed: number;
}

/** Writes a model of no use to anybody but tests and measurements. */
export async function makeModelFile(
  { shape, out = `casier-${shape}.gguf`, seed }: ModelSwitches,
  { signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const path = resolve(out);
  const begin = performance.now();
  try {
    const bytes = await makeModel({ shape, path, seed, signal });
    const seconds = Math.round(performance.now() - begin) / 1000;
    return {
      code: exitCode.done,
      json: { path, shape, seed, bytes, seconds },
      lines: [texts.modelMade(path, bytes, seconds)],
    };
  } catch (error) {
    if (signal.aborted) throw new CommandFailed({ code: 'cancelled' });
    // A folder that is not there, is no folder, or takes no files; a full disk.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const code = storageTrouble(error) === 'disk-full' ? 'disk-full' : 'invalid-input';
    throw new CommandFailed({ code, detail: path });
  }
}
