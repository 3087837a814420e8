import type { Clock } from './clock.ts';

const LOOK_MS = 5000;
/** Less than this is a busy computer, or a clock that is being kept right. */
const JUMP_MS = 20_000;

/**
 * Notices that time did not pass as it does: the computer slept, the process was stopped, or the clock was set. Connections
 * may be dead then without anybody knowing, and what was to happen at a time of day may be hours off.
 */
export class WakeWatch {
  readonly #clock: Clock;
  readonly #onJump: () => void;
  #wall: number;
  #steady: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, onJump: () => void) {
    this.#clock = clock;
    this.#onJump = onJump;
    this.#wall = clock.now();
    this.#steady = clock.monotonic();
  }

  start(): void {
    this.#timer ??= setInterval(() => this.look(), LOOK_MS).unref();
  }

  /** Compares both clocks with the last look. */
  look(): void {
    const wall = this.#clock.now();
    const steady = this.#clock.monotonic();
    const drift = wall - this.#wall - (steady - this.#steady);
    const late = steady - this.#steady - LOOK_MS;
    this.#wall = wall;
    this.#steady = steady;
    if (Math.abs(drift) > JUMP_MS || late > JUMP_MS) this.#onJump();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
