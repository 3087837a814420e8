import { openSync, renameSync, statSync, writeSync } from 'node:fs';
import { pino, type Logger as PinoLogger } from 'pino';

/**
 * Structured log: JSON lines. Never give it an address, a subject, a folder name or any text of a mail: ids and counts only.
 */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error' | 'child'>;

/** A log that has grown beyond this when it is opened becomes the previous one; bytes. */
const LARGE = 5_000_000;

/**
 * Logs to a file of JSON lines, at most two of them with the one before; the folder must exist. Lines are few and written at
 * once: a process that dies has said why, and a full disk costs lines and nothing else (a buffering writer goes on trying).
 */
export function openFileLogger(path: string): Logger {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LARGE) renameSync(path, `${path}.previous`);
  const file = openSync(path, 'a', 0o600);
  const write = (line: string): void => {
    try {
      writeSync(file, line);
    } catch {
      // Nobody could be told.
    }
  };
  return pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, { write });
}

/** Keeps nothing. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
