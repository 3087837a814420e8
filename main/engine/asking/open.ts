import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openInference, type InferenceOptions } from '../inference/index.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Gate } from '../platform/outside.ts';
import type { SecretStore } from '../platform/secrets.ts';
import { EndpointScorer } from './endpoint/index.ts';
import { AskingRoom, type AskingOptions } from './room.ts';
import { LocalScorer } from './local-scorer.ts';
import type { Scorer } from './port.ts';
import { thisComputer, type Computer } from './power.ts';
import { worthFor } from './worth.ts';
import { WritingRoom, type WritingOptions } from './writing/room.ts';

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
  readonly calls: HandlersOf<'asking' | 'endpoint'>;
  readonly close: () => Promise<void>;
}

/**
 * The room that asks a language model, the process that owns one, and the way to one elsewhere, which goes before where the
 * person switched it on. `close` leaves nothing running.
 */
export function openAsking(
  options: Omit<AskingOptions, 'scorer' | 'computer' | 'onChange'> &
    Pick<WritingOptions, 'isProvider' | 'tell'> & {
      readonly computer?: Computer | undefined;
      readonly dataDir: string;
      readonly secrets: SecretStore;
      readonly gate: Gate;
      /** Without it there is no language model on this computer. */
      readonly startInference?: InferenceOptions['start'] | undefined;
    },
): Asking {
  const { startInference, logger, computer = thisComputer() } = options;
  const inference = startInference && openInference({ start: startInference, logger, idleMs: MODEL_IDLE_MS });
  const local = new LocalScorer(inference ?? null, computer.processors);
  const elsewhere = new EndpointScorer({ ...options, onChange: () => room.modelChanged() });
  const scorer: Scorer = {
    fingerprint: () => (elsewhere.enabled ? elsewhere : local).fingerprint(),
    offline: () => elsewhere.enabled && options.gate.offline,
    score: (question, signal) => (elsewhere.enabled ? elsewhere : local).score(question, signal),
  };
  const room = new AskingRoom({
    ...options,
    onChange: (payload) => options.tell({ name: 'asking.changed', payload }),
    scorer,
    // What another computer evaluates costs this one nothing.
    computer: {
      processors: computer.processors,
      onBattery: () => !elsewhere.enabled && computer.onBattery(),
      busy: () => !elsewhere.enabled && computer.busy(),
    },
  });
  const ungate = options.gate.onMoved(() => room.wake());
  const writing = new WritingRoom({
    ...options,
    writer: local,
    worth: (account, mail) => worthFor(options.deciderOf(account), mail),
  });
  return {
    room,
    calls: { ...room.calls, ...writing.calls, ...elsewhere.calls },
    use(model) {
      local.choose(
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
      ungate();
      elsewhere.close();
      await writing.stop();
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
