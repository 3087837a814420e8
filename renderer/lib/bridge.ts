import type { Bridge, CallInput, CallName, CallOutput } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';

declare global {
  interface Window {
    /** Put there by the shell before the page's own scripts run. */
    readonly casier: Bridge;
  }
}

/** The renderer's only way out. `call` never rejects: a transport that fails is a problem like any other. */
export interface Client {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  readonly on: Bridge['on'];
}

/** Wraps the shell's bridge. */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, input) {
      try {
        return await bridge.invoke(name, input);
      } catch (error) {
        return {
          ok: false,
          problem: { code: 'unexpected', detail: error instanceof Error ? error.message : String(error) },
        };
      }
    },
    on: (name, listener) => bridge.on(name, listener),
  };
}
