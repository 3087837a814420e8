import { tokensOf, type Token } from './tokens.ts';

/** An argument of a command or test (RFC 5228 §2.6); one string is a list of one. */
export type Argument =
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'tag'; readonly name: string };

export interface Test {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly tests: readonly Test[];
  readonly line: number;
}

export interface Command {
  readonly name: string;
  readonly args: readonly Argument[];
  readonly test: Test | null;
  readonly block: readonly Command[] | null;
  readonly line: number;
  /** What the comment before it calls it. */
  readonly comment: string | null;
}

export interface Script {
  readonly commands: readonly Command[];
  readonly errors: readonly { readonly line: number; readonly detail: string }[];
}

/** Blocks and tests within each other; RFC 5228 §2.10.6 asks for 15 of each at least. */
const MAX_DEPTH = 32;
const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/**
 * Reads a Sieve script (RFC 5228 §8). Never throws: a command that cannot be read is left out and told, and reading goes on
 * after it. Takes time in proportion to the script's length.
 */
export function parseScript(script: string): Script {
  return new Parser(script).script();
}

class Unreadable extends Error {}

class Parser {
  readonly #tokens: Generator<Token, undefined>;
  readonly #errors: { line: number; detail: string }[] = [];
  #token: Token;
  /** Blocks that are open. */
  #open = 0;

  constructor(script: string) {
    this.#tokens = tokensOf(script.replace(/^\ufeff/, ''));
    this.#token = this.#read();
  }

  script(): Script {
    const commands: Command[] = [];
    while (this.#token.kind !== 'end') {
      for (const command of this.#commands(0)) commands.push(command);
      if (!this.#isSign('}')) continue;
      // It closes nothing.
      this.#tell('}');
      this.#advance();
    }
    return { commands, errors: this.#errors };
  }

  #commands(depth: number): Command[] {
    const commands: Command[] = [];
    while (this.#token.kind !== 'end' && !this.#isSign('}')) {
      const open = this.#open;
      try {
        commands.push(this.#command(depth));
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        this.#tell(error.message);
        this.#skipCommand(open);
      }
    }
    return commands;
  }

  #command(depth: number): Command {
    const { line, comment, text: name } = this.#token;
    if (this.#token.kind !== 'word') throw this.#unexpected();
    this.#advance();
    const args = this.#arguments();
    const test = this.#startsTest() ? this.#test(0) : null;
    if (this.#isSign(';')) {
      this.#advance();
      return { name, args, test, block: null, line, comment };
    }
    if (!this.#isSign('{')) throw this.#unexpected();
    if (depth >= MAX_DEPTH) throw new Unreadable(`> ${MAX_DEPTH} { }`);
    this.#advance();
    const block = this.#commands(depth + 1);
    if (!this.#isSign('}')) throw this.#unexpected();
    this.#advance();
    return { name, args, test, block, line, comment };
  }

  #test(depth: number): Test {
    const { line, text: name } = this.#token;
    if (depth >= MAX_DEPTH) throw new Unreadable(`> ${MAX_DEPTH} ( )`);
    this.#advance();
    const args = this.#arguments();
    const tests: Test[] = [];
    if (this.#isSign('(')) {
      do {
        this.#advance();
        if (!this.#startsTest()) throw this.#unexpected();
        tests.push(this.#test(depth + 1));
      } while (this.#isSign(','));
      if (!this.#isSign(')')) throw this.#unexpected();
      this.#advance();
    } else if (this.#startsTest()) {
      tests.push(this.#test(depth + 1));
    }
    return { name, args, tests, line };
  }

  #arguments(): Argument[] {
    const args: Argument[] = [];
    for (;;) {
      const { kind, text } = this.#token;
      if (kind === 'tag') args.push({ kind: 'tag', name: text });
      else if (kind === 'number') args.push({ kind: 'number', value: numberOf(text) });
      else if (kind === 'text') args.push({ kind: 'texts', texts: [text] });
      else if (this.#isSign('[')) {
        args.push({ kind: 'texts', texts: this.#list() });
        continue;
      } else return args;
      this.#advance();
    }
  }

  #list(): string[] {
    const texts: string[] = [];
    do {
      this.#advance();
      if (this.#token.kind !== 'text') throw this.#unexpected();
      texts.push(this.#token.text);
      this.#advance();
    } while (this.#isSign(','));
    if (!this.#isSign(']')) throw this.#unexpected();
    this.#advance();
    return texts;
  }

  /** Goes behind the end of a command that could not be read: its semicolon, or its block. */
  #skipCommand(open: number): void {
    while (this.#token.kind !== 'end') {
      if (this.#isSign('}') && this.#open <= open) return;
      const isEnd =
        (this.#isSign(';') || this.#isSign('}')) && this.#open <= open + (this.#isSign('}') ? 1 : 0);
      this.#advance();
      if (isEnd) return;
    }
    this.#open = open;
  }

  #startsTest(): boolean {
    return this.#token.kind === 'word';
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === sign;
  }

  #advance(): void {
    if (this.#isSign('{')) this.#open += 1;
    if (this.#isSign('}')) this.#open = Math.max(0, this.#open - 1);
    this.#token = this.#read();
  }

  #read(): Token {
    return this.#tokens.next().value ?? { kind: 'end', text: '', line: this.#token.line, comment: null };
  }

  #unexpected(): Unreadable {
    return new Unreadable(this.#token.kind === 'end' ? '…' : this.#token.text.slice(0, 80));
  }

  #tell(detail: string): void {
    this.#errors.push({ line: this.#token.line, detail });
  }
}

function numberOf(text: string): number {
  return Number.parseInt(text, 10) * (UNITS[text.slice(-1)] ?? 1);
}
