import type { SyncProgress } from '../../../contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';

/** The rate is of the last seconds: mails differ, and so do networks over a day. */
const RATE_WINDOW_MS = 5000;
const MARK_EVERY_MS = 200;

/** Counts mails and tells how far a run is, at every step: whoever shows it gathers what comes at once. */
export class ProgressMeter {
  readonly #clock: Clock;
  readonly #tell: (progress: SyncProgress) => void;
  #done = 0;
  #total = 0;
  /** How many were done when; what was done before a mark counts in no rate. */
  #marks: { readonly at: number; done: number }[] = [];

  constructor(clock: Clock, tell: (progress: SyncProgress) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Adds mails that are to be looked at, and those of them that need no work any more. */
  expect(total: number, alreadyDone: number): void {
    this.#total += total;
    this.#done += alreadyDone;
    for (const mark of this.#marks) mark.done += alreadyDone;
    this.#report();
  }

  advance(count: number): void {
    this.#done += count;
    // Mail keeps arriving while it is counted.
    this.#total = Math.max(this.#total, this.#done);
    this.#report();
  }

  /** Tells the last state; nothing when nothing was counted. */
  finish(): void {
    if (this.#total > 0) this.#report();
  }

  #report(): void {
    const now = this.#clock.now();
    const rate = this.#rateAt(now);
    this.#tell({
      done: this.#done,
      total: this.#total,
      mailsPerSecond: Math.round(rate * 10) / 10,
      secondsLeft: rate > 0 ? Math.ceil((this.#total - this.#done) / rate) : null,
    });
  }

  /** Mails a second, from the oldest mark that is recent enough. */
  #rateAt(now: number): number {
    const marks = this.#marks;
    if (now - (marks.at(-1)?.at ?? -Infinity) >= MARK_EVERY_MS) marks.push({ at: now, done: this.#done });
    while (marks.length > 2 && now - (marks[1]?.at ?? now) > RATE_WINDOW_MS) marks.shift();
    const first = marks[0] ?? { at: now, done: this.#done };
    return now > first.at ? ((this.#done - first.done) * 1000) / (now - first.at) : 0;
  }
}
