import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openInference, type InferenceOptions } from '../inference/index.ts';
import { AskingRoom, type AskingOptions } from './room.ts';
import { LocalScorer } from './local-scorer.ts';
import { thisComputer, type Computer } from './power.ts';

/** The language model's memory is given back after this long without a question. */
const MODEL_IDLE_MS = 5 * 60_000;

/** Folders on a page, and a mail: a few thousand tokens at most. */
const CONTEXT_TOKENS = 4096;

/** A model's file, and what tells it from every other. */
export interface UsableModel {
  readonly id: string;
  readonly path: string;
}

export interface Asking {
  readonly room: AskingRoom;
  /** Asks this model from now on; null: none. */
  readonly use: (model: UsableModel | null) => void;
  readonly close: () => Promise<void>;
}

/** The room that asks a language model, and the process that owns one. `close` leaves nothing running. */
export function openAsking(
  options: Omit<AskingOptions, 'scorer' | 'computer'> & {
    readonly computer?: Computer | undefined;
    readonly dataDir: string;
    /** Without it there is no language model on this computer. */
    readonly startInference?: InferenceOptions['start'] | undefined;
  },
): Asking {
  const { startInference, logger, computer = thisComputer() } = options;
  const inference = startInference && openInference({ start: startInference, logger, idleMs: MODEL_IDLE_MS });
  const scorer = new LocalScorer(inference ?? null, computer.processors);
  const room = new AskingRoom({ ...options, scorer, computer });
  return {
    room,
    use(model) {
      scorer.choose(
        model && {
          path: model.path,
          fingerprint: fingerprintOf(model),
          contextTokens: CONTEXT_TOKENS,
          memoryMap: true,
          gpu: false,
          stateDir: join(options.dataDir, 'prompt-states'),
        },
      );
      room.modelChanged();
    },
    async close() {
      await room.stop();
      await inference?.unload();
    },
  };
}

/** Names and sizes of files change with what is in them, and reading gigabytes for a sum takes longer than any answer. */
function fingerprintOf({ id, path }: UsableModel): string {
  const { size, mtimeMs } = statSync(path);
  return createHash('sha256').update(`${id} ${size} ${mtimeMs}`).digest('hex').slice(0, 32);
}
