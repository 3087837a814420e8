import { assertNever } from '../../../../../contract/assert-never.ts';
import type { RuleCondition, RuleGroup, RuleTest } from '../../../../../contract/rules.ts';
import { sortedWords } from './words.ts';

/** A condition while it is carried over: groups are only made at the end, when it is as simple as it gets. */
export type Logic =
  | { readonly op: 'yes' | 'no' }
  | { readonly op: 'test'; readonly test: RuleTest }
  | { readonly op: 'and' | 'or'; readonly items: readonly Logic[] }
  | { readonly op: 'not'; readonly item: Logic };

export const YES: Logic = { op: 'yes' };
export const NO: Logic = { op: 'no' };

/** True of every mail: a condition must ask for something. */
const always: RuleTest = { kind: 'measure', field: 'size', amounts: ['> 0 B'] };

export function test(one: RuleTest): Logic {
  return { op: 'test', test: one };
}

export function and(items: readonly Logic[]): Logic {
  return join('and', items);
}

export function or(items: readonly Logic[]): Logic {
  const joined = join('or', items);
  return joined.op === 'or' ? join('or', mergeWords(joined.items)) : joined;
}

/** Tests of one field become one test with the words of all. */
function mergeWords(items: readonly Logic[]): Logic[] {
  const words = new Map<string, string[]>();
  const keyOf = (item: Logic): string | null => {
    if (item.op !== 'test' || (item.test.kind !== 'text' && item.test.kind !== 'header')) return null;
    if (item.test.kind === 'text') return `text ${item.test.field}`;
    return item.test.is && item.test.words.length > 0 ? `header ${item.test.name}` : null;
  };
  const merged: Logic[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === null || item.op !== 'test' || !('words' in item.test)) {
      merged.push(item);
      continue;
    }
    const known = words.get(key);
    if (known) {
      for (const word of item.test.words) known.push(word);
      continue;
    }
    const own = [...item.test.words];
    words.set(key, own);
    merged.push(test({ ...item.test, words: own }));
  }
  return merged.map((item) => {
    const own = words.get(keyOf(item) ?? '');
    return own && item.op === 'test' && 'words' in item.test
      ? test({ ...item.test, words: sortedWords(own) })
      : item;
  });
}

function join(op: 'and' | 'or', items: readonly Logic[]): Logic {
  const [empty, decisive] = op === 'and' ? [YES, NO] : [NO, YES];
  const flat: Logic[] = [];
  for (const item of items) {
    if (item.op === decisive.op) return decisive;
    if (item.op === empty.op) continue;
    if (item.op === op) for (const inner of item.items) flat.push(inner);
    else flat.push(item);
  }
  const [only] = flat;
  if (only === undefined) return empty;
  return flat.length === 1 ? only : { op, items: flat };
}

export function not(item: Logic): Logic {
  switch (item.op) {
    case 'yes':
      return NO;
    case 'no':
      return YES;
    case 'not':
      return item.item;
    case 'test':
      return negatedTest(item.test) ?? { op: 'not', item };
    case 'and':
    case 'or':
      return { op: 'not', item };
    default:
      return assertNever(item);
  }
}

/** What is asked with yes or no can be asked the other way round. */
function negatedTest(one: RuleTest): Logic | null {
  if (one.kind === 'flag') return test({ ...one, is: !one.is });
  if (one.kind === 'header' && one.words.length === 0) return test({ ...one, is: !one.is });
  return null;
}

/** How many tests it holds. */
export function sizeOf(logic: Logic): number {
  if (logic.op === 'and' || logic.op === 'or')
    return logic.items.reduce((sum, item) => sum + sizeOf(item), 0);
  return logic.op === 'not' ? sizeOf(logic.item) : 1;
}

/** The group that a rule has; null for a condition that nothing meets. */
export function toGroup(logic: Logic): RuleGroup | null {
  if (logic.op === 'no') return null;
  if (logic.op === 'yes') return { kind: 'group', of: 'all', items: [always] };
  const condition = toCondition(logic);
  return condition.kind === 'group' ? condition : { kind: 'group', of: 'all', items: [condition] };
}

function toCondition(logic: Logic): RuleCondition {
  switch (logic.op) {
    case 'test':
      return logic.test;
    case 'and':
      return { kind: 'group', of: 'all', items: logic.items.map(toCondition) };
    case 'or':
      return { kind: 'group', of: 'any', items: logic.items.map(toCondition) };
    case 'not': {
      const items = logic.item.op === 'or' ? logic.item.items : [logic.item];
      return { kind: 'group', of: 'none', items: items.map(toCondition) };
    }
    case 'yes':
    case 'no':
      // Both vanish where conditions are joined; alone they are dealt with above.
      return always;
    default:
      return assertNever(logic);
  }
}

/** The reverse of `toGroup`. */
export function fromCondition(condition: RuleCondition): Logic {
  if (condition.kind !== 'group') return isAlways(condition) ? YES : test(condition);
  const items = condition.items.map(fromCondition);
  switch (condition.of) {
    case 'all':
      return and(items);
    case 'any':
      return or(items);
    case 'none':
      return not(or(items));
    default:
      return assertNever(condition.of);
  }
}

function isAlways(one: RuleTest): boolean {
  return one.kind === 'measure' && one.field === 'size' && one.amounts.join() === '> 0 B';
}
