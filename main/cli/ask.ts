import type { CallInput, CallOutput, EngineCallName } from '../../contract/index.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import type { Engine } from '../engine/options.ts';
import { exitCode, type ExitCode } from './outcome.ts';

/** Ends a command with a sentence for the person and an exit code. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly code: ExitCode;
  readonly problem: Problem;
  /** `sentence` replaces the general one of the problem's code. */
  readonly sentence: string | undefined;
  constructor(problem: Problem, code: ExitCode = exitCodeOf(problem.code), sentence?: string) {
    super(sentence ?? problem.code);
    this.problem = problem;
    this.code = code;
    this.sentence = sentence;
  }
}

/** Asks the engine and gives the answer. @throws CommandFailed when the reply is a problem */
export async function ask<N extends EngineCallName>(
  engine: Engine,
  name: N,
  input: CallInput<N>,
): Promise<CallOutput<N>> {
  const reply = await engine.call(name, input);
  if (!reply.ok) throw new CommandFailed(reply.problem);
  return reply.value;
}

function exitCodeOf(code: ProblemCode): ExitCode {
  switch (code) {
    case 'in-use':
    case 'database-newer':
    case 'database-corrupt':
    case 'disk-full':
    case 'folder-unwritable':
      return exitCode.dataUnavailable;
    case 'invalid-input':
    case 'not-found':
    case 'not-a-maildir':
    case 'not-an-mbox':
    case 'busy':
    case 'backup-foreign':
    case 'backup-newer':
    case 'backup-passphrase':
    case 'backup-damaged':
    case 'backup-no-passphrase':
    case 'mail-unreadable':
      return exitCode.usage;
    default:
      return exitCode.failed;
  }
}
