import { foldText } from '../../text.ts';
import { compilePattern } from '../patterns.ts';

/** How a text is compared with a key; `matches` knows `*` and `?` (RFC 5228 §2.7.1), `regex` is a regular expression. */
export type Match = 'contains' | 'is' | 'matches' | 'regex' | 'begins' | 'ends';

/**
 * What a wildcard may stand for: anything, or anything within one address. A rule compares addresses as `Name <address>` and
 * alone: without `<` a pattern cannot begin in the one and end in the other.
 */
export type Reach = 'text' | 'address';

const any = { text: '.', address: '[^<]' } as const;

/** The word of a rule (a part, `=whole`, `/pattern/`) for a key; true when every text has it; null when there is none. */
export function wordFor(key: string, match: Match, reach: Reach): string | true | null {
  const word = draftWord(key, match, reach);
  if (word === null || word === true) return word;
  return compilePattern(word).ok ? word : null;
}

function draftWord(key: string, match: Match, reach: Reach): string | true | null {
  switch (match) {
    case 'contains':
      return containsWord(key);
    case 'is':
      return foldText(key).trim() === '' ? String.raw`/^\s*$/` : `=${key.trim()}`;
    case 'begins':
      return foldText(key) === '' ? true : `/^${escaped(key)}/`;
    case 'ends':
      return foldText(key) === '' ? true : `/${escaped(key)}$/`;
    case 'regex': {
      const asked = askedBy(`/${key}/`);
      // One way to write a thing: rules that are carried there and back stay the same.
      if (asked?.match !== 'matches') return `/${key}/`;
      return matchesWord(globPieces(asked.key), asked.reach === 'address' ? 'address' : 'text');
    }
    case 'matches':
      return matchesWord(globPieces(key), reach);
  }
}

function containsWord(key: string): string | true {
  if (foldText(key) === '') return true;
  const isPlain = key.trim() === key && !/^(?:=|\/.*\/i?$)/s.test(key);
  return isPlain ? key : `/${escaped(key)}/`;
}

/** A literal text as a pattern: patterns are compared with folded text. */
function escaped(text: string): string {
  return foldText(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A glob in pieces: texts between wildcards. */
type Piece = string | { readonly wild: '*' | '?' };

function globPieces(glob: string): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  const endText = (): void => {
    if (text !== '') pieces.push(text);
    text = '';
  };
  for (let at = 0; at < glob.length; at += 1) {
    const sign = glob[at] ?? '';
    if (sign === '*' || sign === '?') {
      endText();
      const last = pieces.at(-1);
      const isRepeated = sign === '*' && typeof last === 'object' && last.wild === '*';
      if (!isRepeated) pieces.push({ wild: sign });
    } else {
      if (sign === '\\' && at + 1 < glob.length) at += 1;
      text += glob[at] ?? '';
    }
  }
  endText();
  return pieces;
}

function matchesWord(pieces: readonly Piece[], reach: Reach): string | true {
  const isOpen = (piece: Piece | undefined): boolean => typeof piece === 'object' && piece.wild === '*';
  const from = isOpen(pieces[0]) ? 1 : 0;
  const to = pieces.length > from && isOpen(pieces.at(-1)) ? pieces.length - 1 : pieces.length;
  const middle = pieces.slice(from, to);
  if (middle.length === 0) return from === 1 ? true : String.raw`/^\s*$/`;
  const [only] = middle;
  if (middle.length === 1 && typeof only === 'string') {
    if (from === 1 && to < pieces.length) return containsWord(only);
    if (from === 0 && to === pieces.length)
      return foldText(only).trim() === '' ? String.raw`/^\s*$/` : `=${only.trim()}`;
  }
  const body = middle.map((piece) =>
    typeof piece === 'string' ? escaped(piece) : `${any[reach]}${piece.wild === '*' ? '*' : ''}`,
  );
  return `/${from === 0 ? '^' : ''}${body.join('')}${to === pieces.length ? '$' : ''}/`;
}

/** How a word of a rule can be asked in Sieve. */
export interface Asked {
  readonly match: 'contains' | 'is' | 'matches' | 'regex';
  readonly key: string;
  /** What its wildcards stand for; `any` when there are none to tell. */
  readonly reach: Reach | 'any';
}

/** The reverse of `wordFor`; null for a pattern that only this program understands. */
export function askedBy(word: string): Asked | null {
  if (word.includes('\0')) return null;
  const pattern = /^\/(.*)\/i?$/s.exec(word)?.[1];
  if (pattern === undefined) {
    if (!word.startsWith('=')) return { match: 'contains', key: word, reach: 'any' };
    return { match: 'is', key: word.slice(1).trim(), reach: 'any' };
  }
  if (pattern === String.raw`^\s*$`) return { match: 'is', key: '', reach: 'any' };
  const asText = globOf(pattern, 'text');
  const asAddress = globOf(pattern, 'address');
  const glob = asText ?? asAddress;
  if (glob !== null) {
    const reach = asText === null ? 'address' : asAddress === null ? 'text' : 'any';
    return { match: 'matches', key: glob, reach };
  }
  // What RE2 and POSIX extended expressions understand alike: no classes by letter, no lazy repeats, no flags.
  const isShared = /^(?:[^\\(]|\\[^A-Za-z0-9]|\((?!\?))*$/.test(pattern) && !/[*+?}][?+]/.test(pattern);
  return isShared ? { match: 'regex', key: pattern, reach: 'any' } : null;
}

function globText(text: string): string {
  return text.replace(/[\\*?]/g, '\\$&');
}

/** The glob that `matchesWord` would make this pattern of; null when there is none. */
function globOf(pattern: string, reach: Reach): string | null {
  const isStart = pattern.startsWith('^');
  const isEnd = pattern.endsWith('$') && !pattern.endsWith(String.raw`\$`);
  const body = pattern.slice(isStart ? 1 : 0, isEnd ? -1 : undefined);
  const one = any[reach];
  const wild = one.replace(/[.[\]^]/g, '\\$&');
  const plain = String.raw`[^\\^$.*+?()[\]{}|]+`;
  const pieces = body.match(new RegExp(String.raw`${wild}\*?|\\[^A-Za-z0-9]|${plain}|[^]`, 'g')) ?? [];
  let glob = '';
  for (const piece of pieces) {
    if (piece === one) glob += '?';
    else if (piece === `${one}*`) glob += '*';
    else if (/^\\[^A-Za-z0-9]$/.test(piece)) glob += globText(piece.slice(1));
    else if (/^[^\\^$.*+?()[\]{}|]+$/.test(piece)) glob += globText(piece);
    else return null;
  }
  return `${isStart ? '' : '*'}${glob}${isEnd ? '' : '*'}`;
}

/** Words in one order: parts, wholes, patterns. */
export function sortedWords(words: Iterable<string>): string[] {
  const kind = (word: string): number => (/^\/.*\/i?$/s.test(word) ? 2 : word.startsWith('=') ? 1 : 0);
  return [...new Set(words)].sort((a, b) => kind(a) - kind(b));
}
