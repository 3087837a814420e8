import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** How long one slice of work keeps everything else waiting, in milliseconds. A mail takes one at most. */
const SLICE_MS = 12;
/** While mail pours in: of what little time others leave, this many parts are theirs for each of ours. */
const PARTS_FOR_OTHERS = 19;
const LONGEST_REST_MS = 400;
const LOOK_EVERY_MS = 40;
/** Below this share of busy time the event loop counts as idle. */
const IDLE = 0.5;

/** Work that can stop after each step. */
export type Steps = Iterator<unknown, unknown>;

/** Takes steps until the slice's time is over; true when none is left. */
export function takeSteps(steps: Steps): boolean {
  const end = performance.now() + SLICE_MS;
  do {
    if (steps.next().done) return true;
  } while (performance.now() < end);
  return false;
}

/**
 * Lets others work after a slice that took `spentMs`. While `giveWay` holds, that is until they are idle or have had nearly
 * all of the time.
 */
export async function rest(spentMs: number, giveWay: () => boolean): Promise<void> {
  const end = performance.now() + Math.min(LONGEST_REST_MS, spentMs * PARTS_FOR_OTHERS);
  await nextTurn();
  while (giveWay() && performance.now() < end) {
    const before = performance.eventLoopUtilization();
    await delay(LOOK_EVERY_MS);
    if (performance.eventLoopUtilization(before).utilization < IDLE) return;
  }
}
