import type { FileHandle } from 'node:fs/promises';
import { FileWindow } from './file-window.ts';
import { beginsMail } from './from-line.ts';

/** A separator line and the beginning of the one after it, in bytes. */
const LOOK = 1024;
const HEADER_MOST = 65_536;
/** Larger mails are cut: no server takes them, and no computer should hold them. */
export const MOST_MAIL = 128 << 20;

const NEWLINE = Buffer.from('\n');
const SEPARATOR = Buffer.from('\nFrom ');

/** One mail as it stands in the file. */
export interface FoundMail {
  /** Its `From ` line, without the line end. */
  readonly fromLine: string;
  /** Header and body as they are in the file, without the empty line behind; valid until the next mail is asked for. */
  readonly bytes: Buffer;
  /** Its Content-Length was right: the end is sure, whatever stands in the body (mboxcl, mboxcl2). */
  readonly measured: boolean;
  /** It was too large: its end is missing. */
  readonly cut: boolean;
  /** Where a later reading can go on. */
  readonly end: number;
}

/**
 * Splits an mbox file into its mails, one in memory at a time: mboxo, mboxrd, mboxcl and mboxcl2 (RFC 4155; Library of
 * Congress fdd000383 to fdd000386), with either line end. What stands before the first mail is passed over.
 * @param size nothing behind this is read
 * @param start where to begin: a byte that an earlier `end` named
 * @param most bytes of a mail that are kept
 */
export async function* readMbox(
  file: FileHandle,
  { size, start = 0, most = MOST_MAIL }: { size: number; start?: number; most?: number },
): AsyncGenerator<FoundMail> {
  const window = new FileWindow(file, size, start);
  const first = await lineAt(window, start);
  let at = first !== null && beginsMail(...first, true) ? start : await findNext(window, start, null);
  while (typeof at === 'number') {
    window.drop(at);
    await window.load(at + HEADER_MOST);
    const lineEnd = window.indexOf(NEWLINE, at) ?? window.end;
    const fromLine = text(window.slice(at, Math.min(lineEnd, at + LOOK)));
    const begin = Math.min(lineEnd + 1, size);
    const measured = await measuredEnd(window, begin);
    const next = measured ?? (await findNext(window, begin, begin + most));
    const end = typeof next === 'number' ? next : size;
    const cut = next === 'too-far' || end - begin > most;
    await window.load(cut ? begin + most : end);
    const bytes = cut ? window.slice(begin, begin + most) : window.slice(begin, end);
    yield {
      fromLine,
      bytes: cut || next === null ? bytes : withoutSeparator(bytes),
      measured: measured !== null,
      cut,
      end: next === 'too-far' ? begin + most : end,
    };
    at = next === 'too-far' ? await findNext(window, begin + most, null) : next;
  }
}

/** Whether a file begins like an mbox, so that other files of a folder are left alone. */
export function looksLikeMbox(beginning: Buffer): boolean {
  const [first = '', second = ''] = text(beginning).split(/\r?\n/, 2);
  return first.startsWith('From ') && beginsMail(first, second, true);
}

/** Where the next mail begins; null when there is none, `too-far` when it is behind `limit`. Without a limit nothing is kept. */
async function findNext(
  window: FileWindow,
  from: number,
  limit: number | null,
): Promise<number | null | 'too-far'> {
  for (let at = from - 1; ;) {
    const found = window.indexOf(SEPARATOR, Math.max(at, window.start));
    if (found !== null) {
      const lines = await lineAt(window, found + 1);
      if (lines !== null && beginsMail(...lines, isEmptyLineBefore(window, found))) return found + 1;
      at = found + 1;
      continue;
    }
    at = Math.max(at, window.end - SEPARATOR.length + 1);
    if (limit !== null && at > limit) return 'too-far';
    // Two bytes more tell whether the line before is empty.
    if (limit === null) window.drop(Math.max(window.start, at - 3));
    if (!(await window.readOn())) return null;
  }
}

/** The line at a position and the one behind it, or null when no mail can begin there. */
async function lineAt(window: FileWindow, at: number): Promise<[line: string, next: string] | null> {
  await window.load(at + LOOK);
  const [line = '', next = ''] = text(window.slice(at, at + LOOK)).split(/\r?\n/, 2);
  return line.startsWith('From ') ? [line, next] : null;
}

/** Whether the line that ends with the newline at `position` is empty. */
function isEmptyLineBefore(window: FileWindow, position: number): boolean {
  const before = text(window.slice(Math.max(window.start, position - 2), position));
  return before === '' || before === '\r' || before.endsWith('\n') || before.endsWith('\n\r');
}

/** Where the mail ends by its own Content-Length; null unless a mail begins just there: the number alone is not believed. */
async function measuredEnd(window: FileWindow, begin: number): Promise<number | null> {
  const header = text(window.slice(begin, Math.min(window.end, begin + HEADER_MOST)));
  const stop = /\r?\n\r?\n/.exec(header);
  if (!stop) return null;
  const fields = header.slice(0, stop.index);
  const length = /^content-length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(fields)?.[1];
  if (length === undefined) return null;
  const end = begin + stop.index + stop[0].length + Number(length);
  if (end >= window.size) return null;
  const after = text(await window.peek(end, LOOK));
  const gap = /^[\r\n]*/.exec(after)?.[0].length ?? 0;
  const [line = '', next = ''] = after.slice(gap).split(/\r?\n/, 2);
  return line.startsWith('From ') && beginsMail(line, next, true) ? end + gap : null;
}

/** An empty line stands between two mails; it belongs to neither. */
function withoutSeparator(bytes: Buffer): Buffer {
  const tail = text(bytes.subarray(-4));
  if (tail.endsWith('\r\n\r\n')) return bytes.subarray(0, -2);
  return tail.endsWith('\n\n') ? bytes.subarray(0, -1) : bytes;
}

function text(bytes: Buffer): string {
  return bytes.toString('latin1');
}
