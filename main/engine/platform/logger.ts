import { pino, type Logger as PinoLogger } from 'pino';

/**
 * Structured log: JSON lines. Never give it an address, a subject, a folder name or any text of a mail: ids and counts only.
 */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** Logs to a file of JSON lines; the folder must exist. */
export function openFileLogger(path: string): Logger {
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: path, sync: false }),
  );
}

/** Keeps nothing. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
