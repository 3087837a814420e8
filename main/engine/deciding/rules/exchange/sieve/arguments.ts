import type { Match } from '../words.ts';
import type { AddressPart } from '../fields.ts';
import type { Argument } from './syntax.ts';

/** The arguments of a test or action, sorted; null when there is one that is not understood. */
export interface Arguments {
  readonly match: Match;
  readonly part: AddressPart;
  readonly comparator: string;
  /** Tags of this command that take no value (`:over`, `:copy`, `:raw`). */
  readonly tags: ReadonlySet<string>;
  /** Tags that take a value (`:flags`, `:content`). */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly texts: readonly (readonly string[])[];
  readonly number: number | null;
}

const matches: ReadonlySet<string> = new Set<Match>(['is', 'contains', 'matches', 'regex']);
const parts: ReadonlySet<string> = new Set<AddressPart>(['all', 'localpart', 'domain']);

/** Sorts arguments by what they are for. `known`: tags without a value; `valued`: tags with one. */
export function sortArguments(
  args: readonly Argument[],
  known: readonly string[] = [],
  valued: readonly string[] = [],
): Arguments | null {
  let match: Match = 'is';
  let part: AddressPart = 'all';
  let comparator = 'i;ascii-casemap';
  let number: number | null = null;
  const tags = new Set<string>();
  const values = new Map<string, readonly string[]>();
  const texts: (readonly string[])[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (arg?.kind === 'texts') texts.push(arg.texts);
    else if (arg?.kind === 'number') number = arg.value;
    else if (arg?.kind === 'tag') {
      const { name } = arg;
      if (name === 'comparator' || valued.includes(name)) {
        const value = args[(at += 1)];
        if (value?.kind !== 'texts') return null;
        if (name === 'comparator') comparator = value.texts[0]?.toLowerCase() ?? '';
        else values.set(name, value.texts);
      } else if (isMatch(name)) match = name;
      else if (isPart(name)) part = name;
      else if (known.includes(name)) tags.add(name);
      else return null;
    }
  }
  return { match, part, comparator, tags, values, texts, number };
}

function isMatch(name: string): name is Match {
  return matches.has(name);
}

function isPart(name: string): name is AddressPart {
  return parts.has(name);
}

/** What a test or action looks like in a note. */
export function shownArguments(name: string, args: readonly Argument[]): string {
  const shown = args.slice(0, 8).map((arg) => {
    if (arg.kind === 'tag') return `:${arg.name}`;
    if (arg.kind === 'number') return String(arg.value);
    const texts = arg.texts.slice(0, 3).map((text) => JSON.stringify(text.slice(0, 80)));
    if (arg.texts.length > 3) texts.push('…');
    return arg.texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`;
  });
  return [name, ...shown].join(' ');
}
