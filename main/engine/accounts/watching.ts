import { setTimeout as wait } from 'node:timers/promises';
import type { Reply } from '../../../contract/problem.ts';
import type { Gate } from '../platform/outside.ts';
import type { MailSource, SourceChange } from '../sources/port.ts';
import { backoff, SIGN_IN_AGAIN_MS, SOON_MS } from './backoff.ts';

/** A watch that stood this long was lost by accident. */
const STOOD_MS = 5000;

/** Keeps a watch on the source; one that stood is set up again soon, one that fails to stand waits like a sync does. */
export async function watchForever(
  source: MailSource,
  around: {
    readonly signal: AbortSignal;
    readonly random: () => number;
    /** Milliseconds for which the server is to be left alone. */
    readonly resting: () => number;
    readonly gate: Gate;
    readonly onChange: (change: SourceChange) => void;
  },
): Promise<void> {
  const { signal, random, resting, gate, onChange } = around;
  let losses = 0;
  while (!signal.aborted) {
    await gate.opened(signal);
    const begun = performance.now();
    const watching: Reply<void> = await source.watch((change) => {
      if (change.kind !== 'lost') losses = 0;
      onChange(change);
    }, signal);
    const stood = losses === 0 && performance.now() - begun > STOOD_MS;
    if (gate.offline) {
      losses = 0;
      continue;
    }
    losses = watching.ok ? 0 : losses + 1;
    const refused = !watching.ok && watching.problem.code === 'wrong-password';
    const soon = stood ? SOON_MS * random() : backoff(losses, random);
    await wait(Math.max(refused ? SIGN_IN_AGAIN_MS : soon, resting()), undefined, { signal }).catch(
      () => undefined,
    );
  }
}
