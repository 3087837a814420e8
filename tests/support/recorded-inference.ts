import { join } from 'node:path';
import {
  fromInference,
  scores,
  toInference,
  type Question,
  type Scores,
  type WritingTask,
} from '../../contract/inference-wire.ts';
import type { ProcessChannel } from '../../main/engine/platform/process-channel.ts';
import { startChild } from '../../main/shell/chromium/child-process.ts';

const program = join(import.meta.dirname, '..', '..', 'main', 'inference', 'process.ts');

/** Starts the real process that owns llama.cpp, and writes down what is said through its channel. */
export class RecordedInference {
  readonly #asked = new Map<number, Question>();
  /** Questions with their answers, in the order of the answers. */
  readonly answers: { readonly question: Question; readonly scores: Scores }[] = [];
  /** What was to be written. */
  readonly tasks: WritingTask[] = [];
  readonly channels: ProcessChannel[] = [];

  readonly start = (): ProcessChannel => {
    const channel = startChild(program);
    this.channels.push(channel);
    channel.onMessage((message) => {
      const said = fromInference.parse(message);
      if (said.type !== 'answer' || !said.reply.ok) return;
      const question = this.#asked.get(said.id);
      if (question) this.answers.push({ question, scores: scores.parse(said.reply.value) });
    });
    return {
      ...channel,
      send: (message) => {
        const said = toInference.parse(message);
        if (said.type === 'ask' && said.request.kind === 'score') this.#asked.set(said.id, said.request);
        if (said.type === 'ask' && said.request.kind === 'write') this.tasks.push(said.request);
        channel.send(message);
      },
    };
  };
}
