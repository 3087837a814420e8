import { and, NO, not, or, sizeOf, toGroup, YES, type Logic } from '../logic.ts';
import { Names, Report, type Imported } from '../notes.ts';
import { doesSomething, doingNothing, formOf, readAction, type Doing } from './actions.ts';
import { shownArguments } from './arguments.ts';
import { parseScript, type Command } from './syntax.ts';
import { readTest, type Around } from './tests.ts';

/** Branches of one `if` whose opposite is asked of the later ones: each repeats all before it. */
const MAX_BRANCHES = 32;

/**
 * Reads a Sieve script (RFC 5228; with fileinto, imap4flags (RFC 5232), body (RFC 5173), regex, copy, mailbox, special-use) as
 * rules. What rules cannot say is noted; a condition of which a part is lost never becomes wider by it. Never throws.
 */
export function importSieve(text: string): Imported {
  return new Reader(text).imported();
}

/** Where commands stand: what must hold for them to run. */
interface Place {
  readonly sure: readonly Logic[];
  /** False when an unknown test is among what must hold. */
  readonly known: boolean;
  readonly name: string | null;
}

class Reader {
  readonly #report = new Report();
  readonly #names = new Names();
  readonly #rules: Imported['rules'] = [];
  readonly #commands: readonly Command[];
  #variables = false;

  constructor(text: string) {
    const { commands, errors } = parseScript(text);
    this.#commands = commands;
    for (const { line, detail } of errors) this.#report.add('', line, 'unreadable', detail);
  }

  imported(): Imported {
    this.#read(this.#commands, { sure: [], known: true, name: null });
    return { rules: this.#rules, notes: this.#report.notes };
  }

  #read(commands: readonly Command[], place: Place): void {
    let run: Command[] = [];
    let chain: Chain | null = null;
    for (const [index, command] of commands.entries()) {
      if (command.name === 'require') {
        this.#variables ||= command.args.some(
          (arg) => arg.kind === 'texts' && arg.texts.includes('variables'),
        );
      } else if (isBranch(command)) {
        this.#endRun(run, place);
        run = [];
        chain = this.#branch(
          command,
          command.name === 'if' ? { name: nameOf(command, place), before: [] } : chain,
          place,
        );
      } else {
        chain = null;
        run.push(command);
        if (command.name !== 'stop') continue;
        this.#endRun(run, place);
        const next = commands[index + 1];
        if (next) this.#report.add(place.name ?? '', next.line, 'disabled', 'stop');
        return;
      }
    }
    this.#endRun(run, place);
  }

  /** Reads one branch of an `if`; gives what later branches must know. */
  #branch(command: Command, chain: Chain | null, place: Place): Chain | null {
    const isWellFormed = command.block !== null && (command.test !== null) === (command.name !== 'else');
    if (chain === null || !isWellFormed) {
      this.#report.add(nameOf(command, place), command.line, 'unreadable', command.name);
      // What an unreadable test was about is not known to later branches.
      return command.name === 'if' ? null : chain;
    }
    const rule = command.comment === null && command.name !== 'if' ? chain.name : nameOf(command, place);
    const test = command.test ? readTest(command.test, this.#around(rule)) : { sure: YES, possible: YES };
    const before = not(or(chain.before));
    const known = place.known && before.op !== 'no' && test.sure !== NO;
    const isKnown = known || (test.possible === NO && place.known);
    this.#read(command.block, { sure: [...place.sure, before, test.sure], known: isKnown, name: rule });
    if (command.name === 'else') return null;
    if (chain.before.length < MAX_BRANCHES) return { ...chain, before: [...chain.before, test.possible] };
    this.#report.once('approximate', `elsif > ${MAX_BRANCHES}`);
    return chain;
  }

  /** Makes a rule of actions that follow each other. */
  #endRun(run: readonly Command[], place: Place): void {
    const [first] = run;
    if (!first) return;
    const rule = place.name ?? nameOf(first, place, run);
    const doing = doingNothing();
    for (const command of run) readAction(command, doing, this.#around(rule));
    if (!doesSomething(doing)) return;
    this.#add(rule, first, and(place.sure), doing, place.known);
  }

  #add(rule: string, { line, name, args }: Command, logic: Logic, doing: Doing, isKnown: boolean): void {
    const condition = toGroup(logic);
    if (condition === null) {
      this.#report.add(rule, line, isKnown ? 'disabled' : 'not-expressible', shownArguments(name, args));
      return;
    }
    const form = formOf(doing);
    const isOnlyStop = !doesSomething({ ...doing, stop: false });
    if (isOnlyStop && logic.op === 'yes') return;
    if (!this.#report.mayGrow(sizeOf(logic))) return;
    this.#rules.push({
      form: {
        name: this.#names.take(rule),
        accounts: [],
        condition,
        ...form,
        priority: null,
        vip: false,
        confidence: null,
      },
      line,
    });
  }

  #around(rule: string): Around {
    return { rule, report: this.#report, variables: this.#variables };
  }
}

/** The branches of an `if` that were read: what may have held in one of them. */
interface Chain {
  readonly name: string;
  readonly before: readonly Logic[];
}

function isBranch(command: Command): command is Command & { name: 'if' | 'elsif' | 'else' } {
  return command.name === 'if' || command.name === 'elsif' || command.name === 'else';
}

/** What a rule is called: by the comment before it, by what it is in, by the folder that it files into, or by its line. */
function nameOf(command: Command, place: Place | null, actions = command.block ?? [command]): string {
  const said = command.comment?.replace(/^\[([^]*)\]$/, '$1').trim();
  if (said) return said;
  if (place?.name) return place.name;
  const filing = actions.find((action) => action.name === 'fileinto');
  const folder = filing?.args.findLast((arg) => arg.kind === 'texts');
  const path = folder?.kind === 'texts' ? folder.texts[0] : undefined;
  return path?.split('/').findLast((level) => level.trim() !== '') ?? `Sieve ${command.line}`;
}
