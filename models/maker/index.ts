import { assertNever } from '../../contract/assert-never.ts';
import { writeGguf, type GgufFile } from './gguf.ts';
import { largeShapes, makeLarge } from './large.ts';
import { makeTiny, type TinyOptions } from './tiny.ts';

export { labels } from './vocabulary.ts';
export { words } from './words.ts';

export const modelShapes = ['tiny', '1b', '3b', '7b'] as const;
export type ModelShapeName = (typeof modelShapes)[number];

export interface MakeModelOptions extends Pick<TinyOptions, 'liking'> {
  readonly shape: ModelShapeName;
  /** Where the file goes; one that is there is replaced. */
  readonly path: string;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Writes a GGUF file, the same for the same shape and seed: `tiny` (0.9 MB) picks the folder that shares words with a mail, the
 * others have the shape and the speed of real models and random weights (7b: 4.4 GB). Gives its size in bytes.
 * @throws the system's error when it cannot be written, or the reason of the signal
 */
export async function makeModel({
  shape,
  path,
  seed = 1,
  liking,
  signal,
}: MakeModelOptions): Promise<number> {
  return writeGguf(path, contents(shape, liking === undefined ? { seed } : { seed, liking }), signal);
}

function contents(shape: ModelShapeName, options: TinyOptions): GgufFile {
  switch (shape) {
    case 'tiny':
      return makeTiny(options);
    case '1b':
    case '3b':
    case '7b':
      return makeLarge(largeShapes[shape], options.seed);
    default:
      return assertNever(shape);
  }
}
