import { assertNever } from '../../../../../../contract/assert-never.ts';
import type { RuleTest } from '../../../../../../contract/rules.ts';
import type { Logic } from '../logic.ts';
import { readSize } from '../measures.ts';
import type { Report } from '../notes.ts';
import { askedBy, type Asked } from '../words.ts';
import { text, texts, type Requirements } from './written.ts';

/** Where a condition stands. */
export interface Writing {
  readonly rule: string;
  readonly report: Report;
  readonly needs: Requirements;
}

/** Tests that always and never hold. */
export const YES = 'true';
export const NO = 'false';

/**
 * Writes a condition as a Sieve test. What Sieve cannot ask is told and counts as not met, or as met where its opposite is asked:
 * the script never does more than the rule.
 */
export function writeLogic(logic: Logic, writing: Writing, wanted = true): string {
  switch (logic.op) {
    case 'yes':
      return YES;
    case 'no':
      return NO;
    case 'test': {
      const written = writeTest(logic.test, writing);
      if (written !== null) return written;
      writing.report.add(writing.rule, null, 'not-expressible', shownTest(logic.test));
      return wanted ? NO : YES;
    }
    case 'not': {
      const written = writeLogic(logic.item, writing, !wanted);
      if (written === YES) return NO;
      return written === NO ? YES : `not ${written}`;
    }
    case 'and':
    case 'or':
      return writeJoined(logic, writing, wanted);
    default:
      return assertNever(logic);
  }
}

function writeJoined(logic: Logic & { op: 'and' | 'or' }, writing: Writing, wanted: boolean): string {
  const [empty, decisive] = logic.op === 'and' ? [YES, NO] : [NO, YES];
  const items = logic.items.map((item) => writeLogic(item, writing, wanted));
  if (items.includes(decisive)) return decisive;
  const asked = items.filter((item) => item !== empty);
  const [only] = asked;
  if (only === undefined) return empty;
  return asked.length === 1 ? only : `${logic.op === 'and' ? 'allof' : 'anyof'} (${asked.join(', ')})`;
}

/** One test; null when Sieve has none for it. */
function writeTest(one: RuleTest, writing: Writing): string | null {
  switch (one.kind) {
    case 'flag':
      return writeFlag(one);
    case 'header': {
      if (!/^[!-9;-~]+$/.test(one.name)) return null;
      const written =
        one.words.length === 0
          ? `exists ${text(one.name)}`
          : writeWords(one.words, (asked) => header(one.name, asked), writing);
      // Words are always asked for, never against: `none` says that.
      return written === null || one.is || one.words.length > 0 ? written : `not ${written}`;
    }
    case 'measure': {
      if (one.field === 'age') return null;
      const sizes = one.amounts.map(readSize).filter((size) => size !== null);
      if (sizes.length < one.amounts.length) return null;
      return joined(
        'allof',
        sizes.map(({ over, bytes }) => `size ${over ? ':over' : ':under'} ${bytes}`),
      );
    }
    case 'text':
      return writeText(one, writing);
    default:
      return assertNever(one);
  }
}

function writeFlag({ field, is }: RuleTest & { kind: 'flag' }): string | null {
  const asked = {
    'list-id': 'exists "list-id"',
    unsubscribe: 'exists "list-unsubscribe"',
    automatic:
      'anyof (header :is "precedence" ["bulk", "list", "junk"], ' +
      'allof (exists "auto-submitted", not header :is "auto-submitted" "no"))',
    attachment: null,
  }[field];
  return asked === null || is ? asked : `not ${asked}`;
}

function writeText({ field, words }: RuleTest & { kind: 'text' }, writing: Writing): string | null {
  switch (field) {
    case 'subject':
      return writeWords(words, (asked) => header('subject', asked), writing);
    case 'list-id':
      return writeWords(words, listId, writing);
    case 'body':
      writing.needs.add('body');
      return writeWords(words, (asked) => `body :text :${asked.match} ${texts(asked.keys)}`, writing);
    case 'from':
    case 'to':
    case 'cc':
      return writeWords(words, (asked) => people(field, asked), writing);
    case 'recipient':
      return writeWords(words, (asked) => people(['to', 'cc'], asked), writing);
    case 'attachment':
    case 'language':
      return null;
    default:
      return assertNever(field);
  }
}

/** Keys that are asked for in one way. */
interface AskedTogether {
  readonly match: Asked['match'];
  readonly keys: readonly string[];
  readonly reach: Asked['reach'];
}

function header(names: string | readonly string[], { match, keys }: AskedTogether): string {
  return `header :${match} ${texts(typeof names === 'string' ? [names] : names)} ${texts(keys)}`;
}

/** Rules look at addresses both with and without the name; `=` and the ends of a pattern mean the address alone. */
function people(fields: string | readonly string[], asked: AskedTogether): string | null {
  const { match, keys, reach } = asked;
  const names = typeof fields === 'string' ? [fields] : fields;
  if (match === 'contains' || match === 'regex' || reach === 'text') return header(names, asked);
  // A name alone is no test that Sieve knows.
  if (match === 'is' && keys.some((key) => key !== '' && !key.includes('@'))) return null;
  if (match === 'is' && keys.every((key) => key === '' || key.includes('<'))) return header(names, asked);
  return `address :${match} ${texts(names)} ${texts(keys)}`;
}

/** Rules know the identifier, the field has it in angle brackets (RFC 2919 §3). */
function listId(asked: AskedTogether): string | null {
  if (asked.match === 'contains') return header('list-id', asked);
  if (asked.match !== 'is') return null;
  return header('list-id', { ...asked, match: 'contains', keys: asked.keys.map((key) => `<${key}>`) });
}

/** Asks for words, those of one kind together; null when one of them cannot be asked. */
function writeWords(
  words: readonly string[],
  ask: (asked: AskedTogether) => string | null,
  { report, needs }: Writing,
): string | null {
  const kinds = new Map<string, AskedTogether & { keys: string[] }>();
  for (const word of words) {
    const asked = askedBy(word);
    if (asked === null) return null;
    if (asked.match === 'regex') needs.add('regex');
    const isNamed = asked.match === 'is' && asked.key.includes('<');
    const kind = `${asked.match} ${asked.match === 'matches' ? asked.reach : ''} ${isNamed || asked.key === ''}`;
    const same = kinds.get(kind);
    if (same) same.keys.push(asked.key);
    else kinds.set(kind, { match: asked.match, reach: asked.reach, keys: [asked.key] });
    // eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
    if (/[^\x00-\x7f]/.test(word)) report.once('approximate', 'é ≠ e');
  }
  const written = [...kinds.values()].map(ask);
  return written.includes(null)
    ? null
    : joined(
        'anyof',
        written.filter((one) => one !== null),
      );
}

function joined(name: 'allof' | 'anyof', written: readonly string[]): string {
  return written.length === 1 ? (written[0] ?? '') : `${name} (${written.join(', ')})`;
}

function shownTest(one: RuleTest): string {
  switch (one.kind) {
    case 'flag':
      return `${one.field}: ${one.is}`;
    case 'measure':
      return `${one.field}: ${one.amounts.join(', ')}`;
    case 'header':
      return `${one.name}: ${one.words.join(', ')}`;
    case 'text':
      return `${one.field}: ${one.words.join(', ')}`;
    default:
      return assertNever(one);
  }
}
