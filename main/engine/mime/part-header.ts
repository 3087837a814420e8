import type { Header } from 'postal-mime';

/** A structured field of a part: `value; name=value; name="value"`. */
export interface Structured {
  readonly value: string;
  readonly params: ReadonlyMap<string, string>;
}

/** The fields of a mail or part, unfolded (RFC 5322 §2.2.3). */
export function readFields(block: string): Header[] {
  const lines: string[] = [];
  for (const raw of block.split('\n')) {
    const line = raw.endsWith('\r') ? trimEnd(raw, '\r') : raw;
    const isFolded = line.startsWith(' ') || line.startsWith('\t');
    const last = isFolded ? lines.pop() : undefined;
    lines.push(last === undefined ? line : last + line);
  }
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const originalKey = trimSpace(colon < 0 ? line : line.slice(0, colon));
    const value = colon < 0 ? '' : trimSpace(line.slice(colon + 1).replace(/[\r\n]+/g, ' '));
    return { key: originalKey.toLowerCase(), originalKey, value };
  });
}

/** The first field of that name, as the parser of record resolves duplicates. */
export function firstField(fields: readonly Header[], key: string): string | undefined {
  return fields.find((field) => field.key === key)?.value;
}

/** What is longer is not written plainly, and each parameter looks at all that follows it. */
const MAX_STRUCTURED = 10_000;
const parameter = /^[ \t]*([A-Za-z0-9-]+)=(?:"([^"\\\r\n]*)"|([^\s;"()\\]+))[ \t]*(?:;|$)/;

/** Reads a structured field that is written plainly; null where there are comments, escapes or continuations (RFC 2231). */
export function readStructured(field: string | undefined, fallback: string): Structured | null {
  if (field === undefined) return { value: fallback, params: new Map() };
  if (field.length > MAX_STRUCTURED) return null;
  const semicolon = field.indexOf(';');
  const value = (semicolon < 0 ? field : field.slice(0, semicolon)).trim();
  if (!/^[A-Za-z0-9][A-Za-z0-9!#$&^_.+/-]*$/.test(value)) return null;
  const params = new Map<string, string>();
  let rest = semicolon < 0 ? '' : field.slice(semicolon + 1);
  while (rest.trim() !== '') {
    const found = parameter.exec(rest);
    if (!found) return null;
    const name = (found[1] ?? '').toLowerCase();
    if (!params.has(name)) params.set(name, found[2] ?? found[3] ?? '');
    rest = rest.slice(found[0].length);
  }
  return { value: value.toLowerCase(), params };
}

// Loops, not patterns: a pattern that looks for the end tries every space of a field that is nothing else.
function trimSpace(text: string): string {
  let start = 0;
  while (text[start] === ' ' || text[start] === '\t') start += 1;
  return trimEnd(start === 0 ? text : text.slice(start), ' \t');
}

function trimEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text[end - 1] ?? '-')) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
