import { isKeptHeader } from '../../../../../contract/kept-headers.ts';
import type { RuleTextField } from '../../../../../contract/rules.ts';
import { or, test, type Logic } from './logic.ts';
import { sortedWords, wordFor, type Match, type Reach } from './words.ts';

/** Asks whether one of the keys is in a header field; null when rules cannot ask it. `name` is in lower case. */
export function askHeader(name: string, match: Match, keys: readonly string[]): Logic | null {
  if (name === 'from' || name === 'to' || name === 'cc' || name === 'recipient') {
    return askPeople(name, match, keys);
  }
  if (name === 'subject') return askText('subject', match, keys, 'text');
  if (name === 'list-id') return askListId(match, keys);
  if (!isAskable(name)) return null;
  const words = wordsFor(keys, match, 'text');
  if (words === null) return null;
  return test({ kind: 'header', name, words: words === true ? [] : words, is: true });
}

/** Asks for a part of an address field (`Name <address>`), as header tests do. */
function askPeople(
  field: 'from' | 'to' | 'cc' | 'recipient',
  match: Match,
  keys: readonly string[],
): Logic | null {
  const asked: Logic[] = [];
  const rest: string[] = [];
  for (const key of keys) {
    // A name can be missing, and an address alone has no brackets.
    const bracketed =
      match === 'contains' || match === 'is' ? /^<([^<>\s]+@[^<>\s]+)>$/.exec(key)?.[1] : undefined;
    if (bracketed !== undefined) asked.push(test({ kind: 'text', field, words: [`=${bracketed}`] }));
    else rest.push(key);
  }
  if (rest.length > 0) {
    const logic = askText(field, match, rest, 'text');
    if (logic === null) return null;
    asked.push(logic);
  }
  return or(asked);
}

/** Rules know the identifier of a list; the words before it are in the header field. */
function askListId(match: Match, keys: readonly string[]): Logic | null {
  const ids: string[] = [];
  const rest: string[] = [];
  for (const key of keys) {
    const bracketed = match === 'contains' || match === 'is' ? /^<([^<>\s]+)>$/.exec(key)?.[1] : undefined;
    if (bracketed !== undefined) ids.push(`=${bracketed}`);
    else if (match === 'contains' && /^[\w.-]*\.[\w.-]*$/.test(key)) ids.push(key);
    else rest.push(key);
  }
  const words = wordsFor(rest, match, 'text');
  if (words === null) return null;
  const asked: Logic[] = [];
  if (ids.length > 0) asked.push(test({ kind: 'text', field: 'list-id', words: ids }));
  if (words === true) asked.push(test({ kind: 'flag', field: 'list-id', is: true }));
  else if (words.length > 0) asked.push(test({ kind: 'header', name: 'list-id', words, is: true }));
  return or(asked);
}

/** Asks whether one of the keys is in a field of its own; null when rules cannot ask it. */
export function askText(
  field: RuleTextField,
  match: Match,
  keys: readonly string[],
  reach: Reach,
): Logic | null {
  const words = wordsFor(keys, match, reach);
  if (words === null) return null;
  return test({ kind: 'text', field, words: words === true ? ['/^/'] : words });
}

/** The part of an address that is compared (RFC 5228 §2.7.4). */
export type AddressPart = 'all' | 'localpart' | 'domain';

/** Asks for addresses alone, without names; null when rules cannot ask it. */
export function askAddress(
  field: 'from' | 'to' | 'cc' | 'recipient',
  part: AddressPart,
  match: Match,
  keys: readonly string[],
): Logic | null {
  if (part === 'all') {
    return match === 'regex' ? null : askText(field, match, keys, 'address');
  }
  const globs: string[] = [];
  for (const key of keys) {
    const glob = partGlob(key, match);
    if (glob === null) return null;
    globs.push(part === 'domain' ? `*@${glob}` : `${glob}@*`);
  }
  return askText(field, 'matches', globs, 'address');
}

function partGlob(key: string, match: Match): string | null {
  const literal = key.replace(/[\\*?]/g, '\\$&');
  if (match === 'is') return literal;
  if (match === 'contains') return `*${literal}*`;
  return match === 'matches' ? key : null;
}

/** Asks whether a mail has the field; null when rules cannot ask it. `name` is in lower case. */
export function askExists(name: string): Logic | null {
  if (name === 'list-id') return test({ kind: 'flag', field: 'list-id', is: true });
  if (name === 'list-unsubscribe') return test({ kind: 'flag', field: 'unsubscribe', is: true });
  if (name === 'from' || name === 'to' || name === 'cc' || name === 'subject') {
    return test({ kind: 'text', field: name, words: ['/./'] });
  }
  return isAskable(name) ? test({ kind: 'header', name, words: [], is: true }) : null;
}

/** A name that a field may have (RFC 5322 §2.2), and that rules may ask for. */
function isAskable(name: string): boolean {
  return /^[!#-'*+.0-9a-z^_`|~-]+$/.test(name) && isKeptHeader(name);
}

function wordsFor(keys: readonly string[], match: Match, reach: Reach): string[] | true | null {
  const words = new Set<string>();
  for (const key of keys) {
    const word = wordFor(key, match, reach);
    if (word === null || word === true) return word;
    words.add(word);
  }
  return sortedWords(words);
}
