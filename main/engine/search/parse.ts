import type { SearchHint } from '../../../contract/search.ts';
import { foldText, type SearchedWord } from '../../../contract/searched-words.ts';
import { isAttachment, operatorCalled, stateCalled, type Operator, type State } from './operators.ts';
import { tokens, type Token } from './tokens.ts';
import { readAgo, readPeriod, readSize } from './values.ts';

export type TextPart = 'sender' | 'subject' | 'body' | 'attachments';

/** One thing that a mail can be asked. */
export type Question =
  | { readonly kind: 'text'; readonly part: TextPart | null; readonly text: string; readonly prefix: boolean }
  | {
      readonly kind: 'recipient';
      readonly copiesOnly: boolean;
      readonly text: string;
      readonly prefix: boolean;
    }
  | { readonly kind: 'in' | 'account' | 'list'; readonly value: string }
  | { readonly kind: 'state'; readonly state: State }
  | { readonly kind: 'attachment' }
  /** Milliseconds since 1970: from, and up to but not including. */
  | { readonly kind: 'date'; readonly from: number; readonly to: number }
  /** Bytes: at least, and less than. */
  | { readonly kind: 'size'; readonly from: number; readonly to: number };

export interface Term {
  readonly negated: boolean;
  readonly question: Question;
  /** The operator it was asked with; null for plain words. */
  readonly operator: Operator | null;
  /** Where it stands in the query. */
  readonly start: number;
  readonly end: number;
}

/** What a query asks: a mail is found when of each group one term is true. */
export interface ParsedQuery {
  readonly groups: readonly (readonly Term[])[];
  /** What could not be understood as meant, and was taken for words. */
  readonly hints: readonly SearchHint[];
  /** The words to mark in what was found. */
  readonly words: readonly SearchedWord[];
}

/**
 * Reads what a person typed: words, "phrases", operators of both languages (`from:`, `avant:`), `-` for not, `OR` (or `OU`)
 * between two terms. All terms must be true; the last word may be the beginning of one. Never throws: what it does not
 * understand is searched as words and told in `hints`. `now` is in milliseconds since 1970.
 */
export function parseQuery(query: string, now: number): ParsedQuery {
  const groups: Term[][] = [];
  const hints: SearchHint[] = [];
  let joins = false;
  const pieces = tokens(query.replaceAll('\0', ' '));
  pieces.forEach((token, index) => {
    const bare = token.name === null && !token.quoted && !token.negated;
    // Between two terms only: alone it is a word, and so it is when it is the last one.
    if (bare && /^(?:OR|OU)$/u.test(token.value) && groups.length > 0 && index < pieces.length - 1) {
      joins = true;
      return;
    }
    const typing = index === pieces.length - 1 && token.end === query.length && (!token.quoted || token.open);
    const read = readToken(token, { typing, now });
    if (read.hint !== null) hints.push(read.hint);
    if (read.question === null) return;
    const { start, end, negated } = token;
    const term = { negated, question: read.question, operator: read.operator, start, end };
    const last = groups.at(-1);
    if (joins && last !== undefined) last.push(term);
    else groups.push([term]);
    joins = false;
  });
  return { groups, hints, words: wordsOf(groups) };
}

interface Read {
  readonly question: Question | null;
  readonly operator: Operator | null;
  readonly hint: SearchHint | null;
}
interface Reading {
  readonly typing: boolean;
  readonly now: number;
}

function readToken(token: Token, reading: Reading): Read {
  const plain = (text: string, hint: SearchHint | null): Read => ({
    question: words(text, reading.typing && !(token.quoted && !token.open)),
    operator: null,
    hint,
  });
  if (token.name === null) return plain(token.value, null);
  const operator = operatorCalled(token.name, token.value);
  if (operator === null) {
    const hint = token.value === '' ? null : ({ kind: 'unknown-operator', text: `${token.name}:` } as const);
    return plain(`${token.name} ${token.value}`, hint);
  }
  // Nothing is asked until the value has begun.
  if (token.value === '') return { question: null, operator, hint: null };
  const question = ask(operator, token, reading);
  if (question !== null) return { question, operator, hint: null };
  // Half a value is no mistake while it is being typed.
  if (reading.typing) return { question: null, operator, hint: null };
  return plain(`${token.name} ${token.value}`, { kind: 'bad-value', operator, text: token.value });
}

function words(text: string, typing: boolean, part: TextPart | null = null): Question | null {
  // Punctuation alone matches nothing and would empty the result; of one letter, the beginnings are too many to be of use.
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const last = /[\p{L}\p{N}\p{M}]+$/u.exec(text)?.[0] ?? '';
  return { kind: 'text', part, text: text.replaceAll('"', ' '), prefix: typing && last.length > 1 };
}

function ask(operator: Operator, { value, quoted }: Token, { typing, now }: Reading): Question | null {
  switch (operator) {
    case 'from':
      return words(value, !quoted || typing, 'sender');
    case 'filename':
      return words(value, !quoted || typing, 'attachments');
    case 'subject':
    case 'body':
      return words(value, typing, operator);
    case 'to':
    case 'cc': {
      const asked = words(value, !quoted || typing);
      if (asked?.kind !== 'text') return null;
      return { kind: 'recipient', copiesOnly: operator === 'cc', text: asked.text, prefix: asked.prefix };
    }
    case 'in':
    case 'account':
    case 'list':
      return { kind: operator, value };
    case 'has':
      return isAttachment(value) ? { kind: 'attachment' } : null;
    case 'is': {
      const state = stateCalled(value);
      return state === null ? null : { kind: 'state', state };
    }
    case 'before':
    case 'older': {
      const to = readPeriod(value, now)?.start ?? readAgo(value, now);
      return to === null ? null : { kind: 'date', from: -Infinity, to };
    }
    case 'after':
    case 'newer': {
      const from = readPeriod(value, now)?.start ?? readAgo(value, now);
      return from === null ? null : { kind: 'date', from, to: Infinity };
    }
    case 'on': {
      const period = readPeriod(value, now);
      return period === null ? null : { kind: 'date', from: period.start, to: period.end };
    }
    case 'larger':
    case 'smaller': {
      const size = readSize(value);
      if (size === null) return null;
      return operator === 'larger'
        ? { kind: 'size', from: size, to: Infinity }
        : { kind: 'size', from: 0, to: size };
    }
    default:
      return operator satisfies never;
  }
}

function wordsOf(groups: readonly (readonly Term[])[]): SearchedWord[] {
  const seen = new Set<string>();
  return groups.flat().flatMap(({ negated, question }) => {
    if (negated || question.kind !== 'text') return [];
    const word = {
      text: question.text,
      prefix: question.prefix,
      where: question.part ?? 'anywhere',
    } as const;
    const key = `${word.where}/${foldText(word.text)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [word];
  });
}
