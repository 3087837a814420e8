import type { Bridge, CallInput, CallName, CallOutput } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';
import { Refusal, type Answers } from './story.ts';

/** A bridge to nowhere: it gives the answers of a story, and lets wait whoever asks for anything else. */
export function answeringBridge(answers: Answers): Bridge {
  function invoke<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>> {
    const known = answers[name];
    if (known === undefined) return new Promise(() => undefined);
    const answer = (
      typeof known === 'function' ? (known as (input: CallInput<N>) => unknown)(input) : known
    ) as CallOutput<N> | Refusal;
    return Promise.resolve(
      answer instanceof Refusal ? { ok: false, problem: answer.problem } : { ok: true, value: answer },
    );
  }
  return { invoke, on: () => () => undefined };
}
