import type { ModelChoice } from '../../../contract/inference-wire.ts';
import { fail } from '../../../contract/problem.ts';
import type { Inference } from '../inference/index.ts';
import type { Scorer, Writer } from './port.ts';

/**
 * The model on this computer. What the person waits for gets all processors; mails that wait get one less, for the person is working
 * here too.
 */
export class LocalScorer implements Scorer, Writer {
  readonly #inference: Inference | null;
  readonly #processors: number;
  readonly #threads: number;
  #choice: ModelChoice | null = null;

  /** Without `inference` (no process can be started) there is never a model. */
  constructor(inference: Inference | null, processors: number) {
    this.#inference = inference;
    this.#processors = processors;
    this.#threads = Math.max(1, processors - 1);
  }

  /** Asks this model from now on; null: none. */
  choose(choice: ModelChoice | null): void {
    this.#choice = this.#inference ? choice : null;
    this.#inference?.choose(choice);
  }

  readonly fingerprint = (): string | null => this.#choice?.fingerprint ?? null;

  readonly canWrite = (): boolean => this.#choice !== null;

  readonly write: Writer['write'] = (task, onText, signal) =>
    this.#inference?.write({ ...task, threads: this.#processors }, onText, signal) ??
    Promise.resolve(fail('model-unusable'));

  readonly score: Scorer['score'] = (question, signal) =>
    this.#inference?.score({ ...question, threads: this.#threads }, signal) ??
    Promise.resolve(fail('model-unusable'));
}
