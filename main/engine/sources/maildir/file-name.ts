import { hash } from 'node:crypto';

const flagByLetter: Readonly<Record<string, string>> = {
  D: '\\Draft',
  F: '\\Flagged',
  P: '$Forwarded',
  R: '\\Answered',
  S: '\\Seen',
  T: '\\Deleted',
};
const letterByFlag = new Map(Object.entries(flagByLetter).map(([letter, flag]) => [flag, letter]));

/** The unique part of a Maildir file name: all before the `:2,` suffix (some programs write `!` or `;` for the colon). */
export function uniquePart(name: string): string {
  return name.replace(/[:;!]2,[^:;!]*$/, '');
}

/** The mail's UID: the first 52 bits of the SHA-1 of the unique part, which JavaScript holds exactly. Never 0. */
export function uidOf(name: string): number {
  return Number.parseInt(hash('sha1', uniquePart(name), 'hex').slice(0, 13), 16) || 1;
}

/** IMAP flags of a file name. */
export function flagsOf(name: string): string[] {
  const letters = /[:;!]2,([^:;!]*)$/.exec(name)?.[1] ?? '';
  return Array.from(letters).flatMap((letter) => flagByLetter[letter] ?? []);
}

/** The file name with flags added and removed. Letters that mean nothing to us (keywords of other programs) stay. */
export function withFlags(
  name: string,
  change: { add?: readonly string[]; remove?: readonly string[] },
): string {
  const unique = uniquePart(name);
  const separator = /([:;!])2,[^:;!]*$/.exec(name)?.[1] ?? ':';
  const letters = new Set(name.slice(unique.length + 3));
  for (const flag of change.add ?? []) {
    const letter = letterByFlag.get(flag);
    if (letter !== undefined) letters.add(letter);
  }
  for (const flag of change.remove ?? []) letters.delete(letterByFlag.get(flag) ?? '');
  return `${unique}${separator}2,${[...letters].sort().join('')}`;
}

/** Seconds since 1970 that most programs begin the name with, in milliseconds; null where there are none. */
export function deliveredAt(name: string): number | null {
  const seconds = /^(\d{9,10})\./.exec(name)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
