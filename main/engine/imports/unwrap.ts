import { createHash } from 'node:crypto';
import { readFromLine } from './from-line.ts';
import type { FoundMail } from './mbox-reader.ts';

/** What is put into a Maildir for a mail of an mbox file. */
export interface UnwrappedMail {
  /** Without what the mbox added. */
  readonly source: Buffer;
  /** Letters of a Maildir file name, sorted. */
  readonly flags: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The same for the same mail, whatever its flags became. */
  readonly hash: string;
}

const STATUS = /^(?:status|x-status|x-mozilla-status2?|content-length)$/i;

/** Bits of X-Mozilla-Status (mailnews, MsgFlags). */
const MOZILLA = { read: 0x1, answered: 0x2, starred: 0x4, expunged: 0x8, forwarded: 0x1000 } as const;
const LETTERS: Readonly<Record<string, string>> = { R: 'S', A: 'R', F: 'F', D: 'T', T: 'D' };

const QUOTED = Buffer.from('>From ');
const NEWLINE = 10;
const QUOTE = 62;

/**
 * Takes a mail out of its mbox: quoting, status fields and Content-Length go, the status becomes flags. Null for a mail that
 * Thunderbird deleted and has not yet taken out of the file.
 */
export function unwrap({ fromLine, bytes, measured }: FoundMail, now: number): UnwrappedMail | null {
  const { fields, bodyStart } = splitHeader(bytes);
  const kept: string[] = [];
  const status: string[] = [];
  for (const field of fields) {
    const name = /^([^:\s]+)[ \t]*:/.exec(field)?.[1] ?? '';
    if (STATUS.test(name)) status.push(field);
    else if (!field.startsWith('>From ') && !/^x-mozilla-keys:\s*$/i.test(field)) kept.push(field);
  }
  const flags = flagsOf(status);
  if (flags === null) return null;
  const header = Buffer.from(kept.join(''), 'latin1');
  const body = bytes.subarray(bodyStart);
  // A length that held although such a line is not quoted: nothing was quoted (mboxcl2).
  const plain = measured && (body.includes('\nFrom ') || body.subarray(0, 5).toString('latin1') === 'From ');
  const source = Buffer.concat([header, ...(plain ? [body] : unquote(body))]);
  return {
    source,
    flags,
    at: dateOf(kept, fromLine, now),
    hash: createHash('sha256').update(source).digest('hex').slice(0, 32),
  };
}

/** Header fields with their continuation lines and line ends; the body begins with the empty line. */
function splitHeader(bytes: Buffer): { fields: string[]; bodyStart: number } {
  const fields: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf(NEWLINE, at);
    const next = lineEnd < 0 ? bytes.length : lineEnd + 1;
    const line = bytes.toString('latin1', at, next);
    if (/^\r?\n$/.test(line)) break;
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) fields[fields.length - 1] = last + line;
    else if (/^[!-9;-~]+[ \t]*:/.test(line) || line.startsWith('>From ')) fields.push(line);
    else break;
    at = next;
  }
  return { fields, bodyStart: at };
}

function flagsOf(status: readonly string[]): string | null {
  const letters = new Set<string>();
  for (const field of status) {
    const [name = '', value = ''] = field.split(/:(.*)/s, 2).map((part) => part.trim());
    if (/^x-mozilla-status$/i.test(name)) {
      const bits = /^[0-9a-f]{4}$/i.test(value) ? parseInt(value, 16) : 0;
      if (bits & MOZILLA.expunged) return null;
      if (bits & MOZILLA.read) letters.add('S');
      if (bits & MOZILLA.answered) letters.add('R');
      if (bits & MOZILLA.starred) letters.add('F');
      if (bits & MOZILLA.forwarded) letters.add('P');
    } else if (/^(?:x-)?status$/i.test(name)) {
      for (const letter of value) letters.add(LETTERS[letter] ?? '');
    }
  }
  letters.delete('');
  return [...letters].sort().join('');
}

/** `>From `, `>>From ` and so on at the beginning of a line lose one mark (mboxrd; mboxo quotes with one only). */
function unquote(body: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = body.indexOf(QUOTED); at >= 0; at = body.indexOf(QUOTED, at + QUOTED.length)) {
    let mark = at;
    while (mark > 0 && body[mark - 1] === QUOTE) mark -= 1;
    if (mark > 0 && body[mark - 1] !== NEWLINE) continue;
    parts.push(body.subarray(from, mark));
    from = mark + 1;
  }
  parts.push(body.subarray(from));
  return parts;
}

/** By its own Date, else by the mbox; a time that cannot be is not believed. */
function dateOf(fields: readonly string[], fromLine: string, now: number): number {
  const field = fields.find((candidate) => /^date[ \t]*:/i.test(candidate));
  const told =
    field === undefined
      ? NaN
      : Date.parse(
          field
            .slice(field.indexOf(':') + 1)
            .replace(/\([^)]*\)/g, '')
            .trim(),
        );
  const line = readFromLine(fromLine);
  const earliest = Date.UTC(1974, 0);
  for (const at of [told, line.kind === 'dated' ? line.at : NaN]) {
    if (at >= earliest && at <= now + 86_400_000) return at;
  }
  return earliest;
}
