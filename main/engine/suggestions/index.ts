import type { HandlersOf } from '../handlers.ts';
import type { JobHandler } from '../jobs/outcome.ts';
import { suggestionCalls, type SuggestionDeps } from './calls.ts';
import { Snoozes } from './snoozes.ts';
import { takeBackJob } from './take-back.ts';

/** What the person does with proposals and takes back again: its calls, its durable work, and decisions put off. */
export function openTriage(
  deps: Omit<SuggestionDeps, 'snoozes'> & {
    /** Proposals left the list or came back. */
    readonly onChange: () => void;
  },
): {
  readonly calls: HandlersOf<'suggestions' | 'acts' | 'activity' | 'jobs'>;
  readonly handlers: readonly JobHandler[];
  /** Begins to bring back what was put off. */
  start(): void;
  close(): void;
} {
  const { db, clock } = deps;
  const snoozes = new Snoozes({ db, clock, onWoken: deps.onChange });
  const takeBack = takeBackJob({
    db,
    clock,
    onTaken: (part) => {
      deps.onActed(part);
      deps.jobs().wake();
    },
  });
  return {
    calls: suggestionCalls({ ...deps, snoozes }),
    handlers: [takeBack],
    start: () => snoozes.look(),
    close: () => snoozes.stop(),
  };
}
