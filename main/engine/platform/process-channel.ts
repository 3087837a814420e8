/**
 * A process of ours as its parent sees it: an ordered channel of structured-clone messages and its end. `node:child_process`
 * and Electron's `utilityProcess` both fit behind it.
 */
export interface ProcessChannel {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, when the process has ended for whatever reason; `code` is null after a signal. */
  onExit(listener: (code: number | null) => void): void;
  /** Undefined before it runs. */
  pid(): number | undefined;
  /** Ends the process without asking. */
  kill(): void;
}
