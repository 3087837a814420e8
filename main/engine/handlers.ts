import type { CallOutput, EngineCallName, ParsedInput } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';

/** The answering side of a call; its input is already parsed. */
export type Handler<N extends EngineCallName> = (
  input: ParsedInput<N>,
) => Reply<CallOutput<N>> | Promise<Reply<CallOutput<N>>>;

/** All handlers whose names begin with one of the prefixes: what one room answers. */
export type HandlersOf<Prefix extends string> = {
  [N in Extract<EngineCallName, `${Prefix}.${string}`>]: Handler<N>;
};

export type Handlers = { [N in EngineCallName]: Handler<N> };
