const MINUTE = 60_000;

/**
 * Keeps the first sync of an account within what its server bears: so many mails a minute, and so many a run. Mail that has
 * just arrived is never held up.
 */
export class Pacer {
  readonly #perMinute: number | null;
  readonly #perRun: number | null;
  readonly #steady: () => number;
  #taken = 0;
  /** When all that was taken is paid for at the allowed rate. */
  #paidAt: number;

  /** `steady` gives milliseconds that never go back. */
  constructor(
    limits: { readonly mailsPerMinute: number | null; readonly mailsPerRun: number | null },
    steady: () => number,
  ) {
    this.#perMinute = limits.mailsPerMinute;
    this.#perRun = limits.mailsPerRun;
    this.#steady = steady;
    this.#paidAt = steady();
  }

  /** Notes mails that were fetched. */
  took(mails: number): void {
    this.#taken += mails;
    if (this.#perMinute === null) return;
    this.#paidAt = Math.max(this.#paidAt, this.#steady()) + (mails / this.#perMinute) * MINUTE;
  }

  /** Milliseconds until more may be fetched. */
  get wait(): number {
    return this.#perMinute === null ? 0 : Math.max(0, this.#paidAt - this.#steady());
  }

  /** Whether this run has had all it may. */
  get used(): boolean {
    return this.#perRun !== null && this.#taken >= this.#perRun;
  }
}
