import type { LooserSearch } from '../../../contract/search.ts';
import type { ParsedQuery, Term } from './parse.ts';

/** More than these are no help. */
const MOST = 3;

/**
 * For a search that found nothing: what each would find of the searches that leave one part out, most useful first: an operator
 * rather than a word. `count` tells how many mails a query finds.
 */
export function loosen(
  query: string,
  { groups }: ParsedQuery,
  count: (query: string) => number,
): LooserSearch[] {
  if (groups.length < 2) return [];
  return groups
    .map((group) => {
      const without = group.map(({ start, end }) => query.slice(start, end)).join(' ');
      const operator = group.find((term) => term.operator !== null)?.operator ?? null;
      const left = withoutTerms(query, group);
      return { operator, without, query: left, total: left === '' ? 0 : count(left) };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => Number(b.operator === 'in') - Number(a.operator === 'in') || rank(a) - rank(b))
    .slice(0, MOST);
}

function rank({ operator }: LooserSearch): number {
  return operator === null ? 1 : 0;
}

function withoutTerms(query: string, terms: readonly Term[]): string {
  const start = Math.min(...terms.map((term) => term.start));
  const end = Math.max(...terms.map((term) => term.end));
  return `${query.slice(0, start)} ${query.slice(end)}`.replaceAll(/\s+/gu, ' ').trim();
}
