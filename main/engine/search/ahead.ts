import type { WritableDb } from '../db/handles.ts';
import { Breather, takeSteps } from '../suggestions/slices.ts';
import type { MailOrder } from './mail-order.ts';

/** After the start, and between looks: there is always something more urgent then. */
const FIRST_MS = 1500;
const EVERY_MS = 30_000;
/** A step or two. */
const SLICE_MS = 4;

/**
 * Keeps the order of mails ready while the engine is at rest, in slices of some milliseconds, so that nobody waits for it who
 * begins to search. Ends with the database; never keeps a process alive.
 */
export function keepReady(db: WritableDb, order: MailOrder): void {
  const look = (): void => void takeAll(db, order).then((goOn) => goOn && wait(EVERY_MS));
  const wait = (ms: number): void => void setTimeout(look, ms).unref();
  wait(FIRST_MS);
}

async function takeAll(db: WritableDb, order: MailOrder): Promise<boolean> {
  const steps = order.ahead();
  const breather = new Breather();
  for (let done = false; !done;) {
    if (!(await breather.turn(true))) continue;
    if (!db.open) return false;
    const began = performance.now();
    done = takeSteps(steps, SLICE_MS);
    breather.spent(performance.now() - began);
  }
  return true;
}
