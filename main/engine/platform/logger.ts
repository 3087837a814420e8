import { openSync } from 'node:fs';
import { pino, type Logger as PinoLogger } from 'pino';

/**
 * Structured log: JSON lines. Never give it an address, a subject, a folder name or any text of a mail: ids and counts only.
 */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Logs to a file of JSON lines; the folder must exist. */
export function openFileLogger(path: string): Logger {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    // Opened here and now: a process that ends at once must find its log ready.
    pino.destination({ dest: openSync(path, 'a', 0o600), sync: false }),
  );
}

/** Keeps nothing. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
