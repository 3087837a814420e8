import { engineCalls, type CallOutput, type EngineCallName, type ParsedInput } from '../../contract/index.ts';
import { fail, type Reply } from '../../contract/problem.ts';
import type { Engine } from './options.ts';
import type { Attention } from './platform/attention.ts';

/** The answering side of a call; its input is already parsed. */
export type Handler<N extends EngineCallName> = (
  input: ParsedInput<N>,
) => Reply<CallOutput<N>> | Promise<Reply<CallOutput<N>>>;

/** All handlers whose names begin with one of the prefixes: what one room answers. */
export type HandlersOf<Prefix extends string> = {
  [N in Extract<EngineCallName, `${Prefix}.${string}`>]: Handler<N>;
};

export type Handlers = { [N in EngineCallName]: Handler<N> };

/** Answers calls by these handlers; what does not have the form of the contract reaches none of them. */
export function answeringBy(handlers: Handlers, attention: Attention): Engine['call'] {
  return async (name, input) => {
    attention.asked();
    const parsed = engineCalls[name].input.safeParse(input);
    if (!parsed.success) return fail('invalid-input', parsed.error.issues[0]?.message);
    const handler = handlers[name] as Handler<EngineCallName>;
    return (await handler(parsed.data)) as never;
  };
}
