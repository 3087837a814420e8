/** A line `name="value"` of the file. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** One filter: its lines, from its name to the next. */
export interface FilterLines {
  readonly name: Attribute;
  readonly rest: readonly Attribute[];
}

/**
 * Reads the lines of a `msgFilterRules.dat`. A quote in a value is written `\"`; a value may go over several lines. Lines before
 * the first filter (version, logging) are of the file and left out. Never throws.
 */
export function readFilterFile(text: string): {
  filters: FilterLines[];
  unreadable: { line: number; detail: string }[];
} {
  const filters: { name: Attribute; rest: Attribute[] }[] = [];
  const unreadable: { line: number; detail: string }[] = [];
  for (const entry of entriesOf(text.replace(/^\ufeff/, ''))) {
    if ('detail' in entry) unreadable.push(entry);
    else if (entry.name === 'name') filters.push({ name: entry, rest: [] });
    else filters.at(-1)?.rest.push(entry);
  }
  return { filters, unreadable };
}

function* entriesOf(text: string): Generator<Attribute | { line: number; detail: string }> {
  const start = /[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*"/y;
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    start.lastIndex = at;
    const found = start.exec(text);
    if (!found || start.lastIndex > end) {
      const rest = text.slice(at, end).trim();
      if (rest !== '' && !rest.startsWith('#')) yield { line, detail: rest };
      at = end + 1;
      line += 1;
      continue;
    }
    const from = start.lastIndex;
    const to = closingQuote(text, from);
    if (to < 0) {
      // Only this line is lost: the next may be sound.
      yield { line, detail: text.slice(at, end) };
      at = end + 1;
      line += 1;
      continue;
    }
    const value = text.slice(from, to);
    yield { name: (found[1] ?? '').toLowerCase(), value: value.replaceAll('\\"', '"'), line };
    const after = lineEnd(text, to);
    line += linesIn(value) + 1;
    at = after + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** How far a value may go over the end of its line: an unclosed quote must not swallow the file. */
const MAX_LINES = 50;

function closingQuote(text: string, from: number): number {
  let lines = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' && text[at + 1] === '"') at += 1;
    else if (text[at] === '"') return at;
    else if (text[at] === '\n') {
      lines += 1;
      // A filter begins: the value before it was not closed.
      if (lines > MAX_LINES || /^[A-Za-z]+="/.test(text.slice(at + 1, at + 40))) return -1;
    }
  }
  return -1;
}

function linesIn(value: string): number {
  return value.split('\n').length - 1;
}
