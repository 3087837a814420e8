/** `(attribute,operator,value)` of a condition, joined to what stands before it by `and` or `or`. */
export interface Term {
  readonly join: 'and' | 'or';
  readonly attribute: string;
  readonly operator: string;
  readonly value: string;
}

const opening = /(AND|OR)?\s*\(\s*/iy;

/**
 * Reads a condition: `ALL`, or terms. Values with a bracket are quoted, quotes in them escaped. Null when it is none of this:
 * grouped terms, for one.
 */
export function readTerms(condition: string): 'all' | Term[] | null {
  if (condition.trim().toUpperCase() === 'ALL') return 'all';
  const terms: Term[] = [];
  let at = 0;
  while (at < condition.length) {
    if (/\s/.test(condition[at] ?? '')) {
      at += 1;
      continue;
    }
    opening.lastIndex = at;
    const found = opening.exec(condition);
    if (!found) return null;
    at = opening.lastIndex;
    const attribute = readUntil(condition, at, ',');
    const operator = attribute && readUntil(condition, attribute.next, ',)');
    if (!operator) return null;
    const hasValue = condition[operator.next - 1] === ',';
    const value = hasValue ? readUntil(condition, operator.next, ')') : { text: '', next: operator.next };
    if (!value || attribute.text === '') return null;
    terms.push({
      join: found[1]?.toLowerCase() === 'or' ? 'or' : 'and',
      attribute: attribute.text,
      operator: operator.text.toLowerCase(),
      value: value.text,
    });
    at = value.next;
  }
  return terms.length === 0 ? null : terms;
}

/** Text up to one of the signs, which is passed over; in quotes the sign is text. Null when the sign does not come. */
function readUntil(condition: string, from: number, signs: string): { text: string; next: number } | null {
  let at = from;
  while (condition[at] === ' ') at += 1;
  if (condition[at] === '"') {
    let text = '';
    for (at += 1; at < condition.length && condition[at] !== '"'; at += 1) {
      if (condition[at] === '\\' && /["\\]/.test(condition[at + 1] ?? '')) at += 1;
      text += condition[at] ?? '';
    }
    at += 1;
    while (condition[at] === ' ') at += 1;
    return signs.includes(condition[at] ?? '\n') ? { text, next: at + 1 } : null;
  }
  const start = at;
  while (at < condition.length && !signs.includes(condition[at] ?? '')) at += 1;
  if (at >= condition.length) return null;
  const raw = condition.slice(start, at);
  return { text: signs === ')' ? raw : raw.trim(), next: at + 1 };
}
