import type { RuleForm } from '../../../../../../contract/rules.ts';
import { KEYWORD } from '../../read.ts';
import { foldersOf } from '../folders.ts';
import { shownArguments, sortArguments } from './arguments.ts';
import type { Command } from './syntax.ts';
import type { Around } from './tests.ts';

/** What a run of actions does to a mail. */
export interface Doing {
  move: string[];
  archive: boolean;
  labels: string[];
  flag: boolean;
  read: boolean;
  stop: boolean;
  /** Flags set by `setflag` and `addflag` count for what comes after them (RFC 5232 §2). */
  keeps: boolean;
}

export function doingNothing(): Doing {
  return { move: [], archive: false, labels: [], flag: false, read: false, stop: false, keeps: false };
}

/** Whether a rule that does this does anything. */
export function doesSomething(doing: Doing): boolean {
  return (
    doing.move.length > 0 ||
    doing.archive ||
    doing.labels.length > 0 ||
    doing.flag ||
    doing.read ||
    doing.stop
  );
}

/** Mail is never deleted, sent on or sent back by a rule. */
const refused = new Set(['discard', 'redirect', 'reject', 'ereject', 'refuse']);

/** Adds one action to what a rule does; what it cannot do is told. */
export function readAction(command: Command, doing: Doing, around: Around): void {
  const tell = (code: 'unknown-action' | 'refused-action' | 'approximate'): void => {
    around.report.add(around.rule, command.line, code, shownArguments(command.name, command.args));
  };
  if (refused.has(command.name)) return tell('refused-action');
  const args = sortArguments(
    command.args,
    ['copy', 'create', 'globalonly'],
    ['flags', 'specialuse', 'mailboxid'],
  );
  const [texts = []] = args?.texts ?? [];
  const isFilledIn =
    around.variables && command.args.some((arg) => arg.kind === 'texts' && arg.texts.some(isTemplate));
  if (args === null || isFilledIn || command.test || command.block) return tell('unknown-action');
  switch (command.name) {
    case 'keep':
      // A mail that is filed as well would be there twice.
      if (doing.move.length > 0 || doing.archive) tell('approximate');
      doing.keeps = true;
      return setFlags(args.values.get('flags') ?? []);
    case 'fileinto': {
      if (doing.keeps || args.tags.size > 0) tell('approximate');
      file(texts[0] ?? '', args.values.get('specialuse')?.[0]);
      return setFlags(args.values.get('flags') ?? []);
    }
    case 'setflag':
    case 'addflag':
      // With two texts the first names a variable.
      return args.texts.length === 1 ? setFlags(texts) : tell('unknown-action');
    case 'stop':
      doing.stop = true;
      return;
    default:
      return tell('unknown-action');
  }

  function file(folder: string, use: string | undefined): void {
    const isInbox = folder.trim().toUpperCase() === 'INBOX';
    const paths = foldersOf(folder);
    if (doing.move.length > 0 || doing.archive || isInbox || paths.length === 0) {
      // The mail stays, or it would be in two folders: a rule files it in one.
      if (!isInbox || doing.move.length > 0) tell('approximate');
      return;
    }
    if (use?.toLowerCase() === String.raw`\archive`) doing.archive = true;
    else doing.move = paths;
    // The script goes on, but what it does then is done to another copy.
    doing.stop = true;
  }

  function setFlags(written: readonly string[]): void {
    for (const flag of written.flatMap((one) => one.split(/\s+/)).filter((one) => one !== '')) {
      if (flag.toLowerCase() === String.raw`\seen`) doing.read = true;
      else if (flag.toLowerCase() === String.raw`\flagged`) doing.flag = true;
      else if (flag.toLowerCase() === String.raw`\deleted`) tell('refused-action');
      else if (!KEYWORD.test(flag)) tell('unknown-action');
      else if (!doing.labels.includes(flag)) doing.labels.push(flag);
    }
  }
}

function isTemplate(text: string): boolean {
  return text.includes('${');
}

/** The part of a rule that its actions are. */
export function formOf(
  doing: Doing,
): Pick<RuleForm, 'move' | 'archive' | 'labels' | 'flag' | 'read' | 'stop'> {
  const { move, archive, labels, flag, read, stop } = doing;
  return { move, archive, labels, flag, read, stop };
}
