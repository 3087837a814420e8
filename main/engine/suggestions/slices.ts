import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';

/** How long one slice of work keeps everything else waiting unless told otherwise, in milliseconds. A mail takes one at most. */
const SLICE_MS = 12;
/** While mail pours in: of what little time others leave, this many parts are theirs for each of ours. */
const PARTS_FOR_OTHERS = 19;
const LONGEST_REST_MS = 400;
const LOOK_EVERY_MS = 25;
/** Below this share of busy time the event loop counts as idle. */
const IDLE = 0.3;

/** Work that can stop after each step. */
export type Steps = Iterator<unknown, unknown>;

/** Takes steps until the slice's time is over; true when none is left. */
export function takeSteps(steps: Steps, ms = SLICE_MS): boolean {
  const end = performance.now() + ms;
  do {
    if (steps.next().done) return true;
  } while (performance.now() < end);
  return false;
}

/** Says when work that nobody waits for may go on. */
export class Breather {
  #end = 0;

  /** Notes how long a slice took. */
  spent(ms: number): void {
    this.#end = performance.now() + Math.min(LONGEST_REST_MS, ms * PARTS_FOR_OTHERS);
  }

  /**
   * Lets others work; true when it is our turn again, false to be asked once more. While others go first (`giveWay`), our turn
   * comes when they are idle, or have had nearly all of the time.
   */
  async turn(giveWay: boolean): Promise<boolean> {
    if (!giveWay || performance.now() >= this.#end) {
      await nextTurn();
      return true;
    }
    const before = performance.eventLoopUtilization();
    await delay(LOOK_EVERY_MS);
    return performance.eventLoopUtilization(before).utilization < IDLE;
  }
}
