import type { ImportProgress } from '../../../contract/imports.ts';
import type { Clock } from '../platform/clock.ts';

const WINDOW_MS = 10_000;
const LEAST_MS = 700;

/** How fast an import goes, over the last seconds. */
export class Speed {
  readonly #clock: Clock;
  readonly #marks: { readonly at: number; readonly bytes: number; readonly mails: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Bytes and mails that are done with, in all. */
  note(bytes: number, mails: number): void {
    const at = this.#clock.monotonic();
    this.#marks.push({ at, bytes, mails });
    while (this.#marks.length > 2 && at - (this.#marks[1]?.at ?? at) > WINDOW_MS) this.#marks.shift();
  }

  /** The rates, and seconds for the bytes that are left; null while too little is known. */
  of(left: number): Pick<ImportProgress, 'mailsPerSecond' | 'bytesPerSecond' | 'secondsLeft'> {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.at - first.at < LEAST_MS) {
      return { mailsPerSecond: null, bytesPerSecond: null, secondsLeft: null };
    }
    const seconds = (last.at - first.at) / 1000;
    const bytesPerSecond = (last.bytes - first.bytes) / seconds;
    return {
      mailsPerSecond: Math.round((last.mails - first.mails) / seconds),
      bytesPerSecond: Math.round(bytesPerSecond),
      secondsLeft: bytesPerSecond > 0 ? Math.ceil(left / bytesPerSecond) : null,
    };
  }
}
