import type { SyncProgress } from '../../../contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';

const EVERY_MS = 200;
/** The rate is of the last seconds: mails differ, and so do networks over a day. */
const RATE_WINDOW_MS = 5000;

/** Counts mails and tells how far a run is, at most five times a second. */
export class ProgressMeter {
  readonly #clock: Clock;
  readonly #tell: (progress: SyncProgress) => void;
  #done = 0;
  #total = 0;
  #toldAt = -Infinity;
  #marks: { at: number; done: number }[] = [];

  constructor(clock: Clock, tell: (progress: SyncProgress) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Adds mails that are to be looked at, and those of them that need no work any more. */
  expect(total: number, alreadyDone: number): void {
    this.#total += total;
    this.#done += alreadyDone;
    this.#marks = [{ at: this.#clock.now(), done: this.#done }];
    this.#report();
  }

  advance(count: number): void {
    this.#done += count;
    // Mail keeps arriving while it is counted.
    this.#total = Math.max(this.#total, this.#done);
    this.#report();
  }

  /** Tells the last state however recently the one before was told; nothing when nothing was counted. */
  finish(): void {
    this.#toldAt = -Infinity;
    if (this.#total > 0) this.#report();
  }

  #report(): void {
    const now = this.#clock.now();
    if (now - this.#toldAt < EVERY_MS) return;
    this.#toldAt = now;
    this.#marks.push({ at: now, done: this.#done });
    while (this.#marks.length > 2 && now - (this.#marks[1]?.at ?? now) > RATE_WINDOW_MS) this.#marks.shift();
    const first = this.#marks[0] ?? { at: now, done: this.#done };
    const rate = now > first.at ? ((this.#done - first.done) * 1000) / (now - first.at) : 0;
    this.#tell({
      done: this.#done,
      total: this.#total,
      mailsPerSecond: Math.round(rate * 10) / 10,
      secondsLeft: rate > 0 ? Math.ceil((this.#total - this.#done) / rate) : null,
    });
  }
}
