import type { ProgressOutput } from './progress.ts';

/** How a command ended, for scripts. Listed in `casier --help`. */
export const exitCode = {
  done: 0,
  /** A bug, or something outside that no other code names. */
  failed: 1,
  /** The command was not understood, or what it was given cannot be used. */
  usage: 2,
  /** The data folder is in use by another Casier, comes from a newer one, or is damaged. */
  dataUnavailable: 3,
  /** At least one account could not be synced: sign-in refused, server out of reach. */
  accountTrouble: 4,
  /** `casier doctor` found something wrong. */
  unhealthy: 5,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What a command gives: one object for `--json`, or lines for a person. */
export interface Outcome {
  readonly code: ExitCode;
  readonly json: object;
  readonly lines: readonly string[];
}

/** What a command may use of the outside. */
export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** One line for the person while the work goes on; never on standard output. */
  readonly tell: (line: string) => void;
  /** Where progress is shown; never on standard output. */
  readonly progress: ProgressOutput;
  /** Aborts when the person or the system asks to stop. */
  readonly signal: AbortSignal;
}
