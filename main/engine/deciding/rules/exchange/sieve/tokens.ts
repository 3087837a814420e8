/** A token of a Sieve script (RFC 5228 §8.1). `comment` is what was written just before it. */
export interface Token {
  readonly kind: 'word' | 'tag' | 'number' | 'text' | 'sign' | 'bad' | 'end';
  readonly text: string;
  readonly line: number;
  readonly comment: string | null;
}

const space = /[ \t\r\n\f\v]+/y;
const hashComment = /#[^\n]*/y;
const word = /:?[A-Za-z_][A-Za-z0-9_]*/y;
const number = /\d+[KMGkmg]?/y;
const sign = /[[\](){};,]/y;
const textStart = /text:[ \t]*(?:#[^\n]*)?\r?\n/iy;

/** Cuts a script into tokens, lazily. Never throws: what is no token comes as `bad`, one character at a time. */
export function* tokensOf(script: string): Generator<Token, undefined> {
  const lines = new LineCounter(script);
  let at = 0;
  let comment: string | null = null;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(script)?.[0] ?? null;
  };
  while (at < script.length) {
    const blank = take(space);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const said = take(hashComment) ?? bracketComment(script, at);
    if (said !== null) {
      comment = betterName(comment, nameIn(said));
      at += said.length;
      continue;
    }
    const line = lines.lineAt(at);
    const read = multiLine(script, at, take(textStart)) ?? quoted(script, at) ?? plain(take);
    if (read === null) {
      yield { kind: 'bad', text: script[at] ?? '', line, comment };
      at += 1;
    } else {
      yield { kind: read.kind, text: read.text, line, comment };
      at += read.length;
    }
    comment = null;
  }
  yield { kind: 'end', text: '', line: lines.lineAt(script.length), comment };
  return undefined;
}

interface Read {
  readonly kind: Token['kind'];
  readonly text: string;
  readonly length: number;
}

function plain(take: (pattern: RegExp) => string | null): Read | null {
  const name = take(word);
  if (name !== null) {
    const isTag = name.startsWith(':');
    return {
      kind: isTag ? 'tag' : 'word',
      text: name.slice(isTag ? 1 : 0).toLowerCase(),
      length: name.length,
    };
  }
  const digits = take(number);
  if (digits !== null) return { kind: 'number', text: digits.toLowerCase(), length: digits.length };
  const mark = take(sign);
  return mark === null ? null : { kind: 'sign', text: mark, length: mark.length };
}

/** A quoted string; one without an end takes the rest, and is bad. */
function quoted(script: string, at: number): Read | null {
  if (script[at] !== '"') return null;
  let end = at + 1;
  while (end < script.length && script[end] !== '"') end += script[end] === '\\' ? 2 : 1;
  const isClosed = end < script.length;
  const text = script.slice(at + 1, end).replace(/\\([^])/g, '$1');
  return { kind: isClosed ? 'text' : 'bad', text, length: Math.min(end + 1, script.length) - at };
}

/** `text:`, lines, and a line with a dot alone; a dot at the start of a line is doubled. */
function multiLine(script: string, at: number, start: string | null): Read | null {
  if (start === null) return null;
  const from = at + start.length;
  const end = /^\.\r?$/gm;
  end.lastIndex = from;
  const found = end.exec(script);
  const to = found?.index ?? script.length;
  const text = script.slice(from, to).replace(/^\.\./gm, '.').replaceAll('\r\n', '\n');
  const after = found === null ? script.length : to + found[0].length;
  return { kind: found === null ? 'bad' : 'text', text, length: after - at };
}

function bracketComment(script: string, at: number): string | null {
  if (!script.startsWith('/*', at)) return null;
  const end = script.indexOf('*/', at + 2);
  return end < 0 ? script.slice(at) : script.slice(at, end + 2);
}

/** What a comment calls the rule that follows: Roundcube writes `rule:[Name]`, others the name alone. */
function nameIn(comment: string): string {
  const written = comment.slice(0, 200);
  const tagged = /rule:\s*\[([^\n]*)\]/i.exec(written)?.[1];
  if (tagged !== undefined) return `[${tagged.trim()}]`;
  const line = written.split('\n').find((one) => /[\p{L}\p{N}]/u.test(one)) ?? '';
  return line.replace(/^[\s#/*=~-]+/, '').replace(/[\s#/*=~-]+$/, '');
}

/** A tagged name wins, then what was written last. */
function betterName(before: string | null, now: string): string | null {
  if (before?.startsWith('[') && !now.startsWith('[')) return before;
  return now === '' ? before : now;
}

/** Line numbers from 1, asked for in the order of the text. */
class LineCounter {
  readonly #script: string;
  #line = 1;
  #next: number;

  constructor(script: string) {
    this.#script = script;
    this.#next = script.indexOf('\n');
  }

  lineAt(offset: number): number {
    while (this.#next >= 0 && this.#next < offset) {
      this.#line += 1;
      this.#next = this.#script.indexOf('\n', this.#next + 1);
    }
    return this.#line;
  }
}
