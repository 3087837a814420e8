import type { Account } from '../../contract/accounts.ts';
import type { Status } from '../../contract/status.ts';
import type { Texts } from './texts.ts';

/** On a terminal one line is written anew at most this often, in milliseconds; elsewhere each is a line more in some log. */
const EVERY_ON_TERMINAL = 200;
const EVERY_ELSEWHERE = 5000;

/** Where progress is shown. */
export interface ProgressOutput {
  /** The width of the terminal; null for a file or a pipe. */
  readonly columns: () => number | null;
  readonly write: (text: string) => void;
  /** Milliseconds that never go back. */
  readonly now: () => number;
}

export interface Progress {
  /** Shows how far the accounts are, unless it was shown a moment ago. */
  show(status: Status): void;
  /** Shows what is still unshown, and leaves the line. */
  end(): void;
}

/** Shows how far the chosen accounts are: done, total, mails a second, time left. */
export function showProgress(chosen: ReadonlySet<number>, output: ProgressOutput, texts: Texts): Progress {
  const terminal = output.columns() !== null;
  const every = terminal ? EVERY_ON_TERMINAL : EVERY_ELSEWHERE;
  let shownAt = -Infinity;
  let shown: readonly string[] = [];
  let unshown: readonly string[] = [];

  const put = (lines: readonly string[]): void => {
    shownAt = output.now();
    unshown = [];
    if (terminal) output.write(`\r\u001b[K${cut(lines.join('  ·  '), output.columns() ?? 80)}`);
    else for (const line of lines) if (!shown.includes(line)) output.write(`${line}\n`);
    shown = lines;
  };

  return {
    show: (status) => {
      const lines = status.accounts.flatMap((account) =>
        chosen.has(account.id) ? lineOf(account, texts) : [],
      );
      if (lines.length === 0 || lines.join() === shown.join()) return;
      if (output.now() - shownAt < every) unshown = lines;
      else put(lines);
    },
    end: () => {
      if (unshown.length > 0) put(unshown);
      if (terminal && shown.length > 0) output.write('\n');
    },
  };
}

/** Shows one line that changes while a command works; a script that reads along is spared it. */
export function showLine(output: ProgressOutput): { show(text: string): void; end(): void } {
  let shownAt = -Infinity;
  return {
    show: (text) => {
      const columns = output.columns();
      if (columns === null || output.now() - shownAt < EVERY_ON_TERMINAL) return;
      shownAt = output.now();
      output.write(`\r\u001b[K${cut(text, columns)}`);
    },
    end: () => {
      if (shownAt > -Infinity) output.write('\r\u001b[K');
      shownAt = -Infinity;
    },
  };
}

function lineOf({ name, progress }: Account, texts: Texts): string[] {
  if (progress === null) return [];
  const { done, total, mailsPerSecond, secondsLeft } = progress;
  return [texts.progress(name, done, total, Math.round(mailsPerSecond), done < total ? secondsLeft : null)];
}

/** A line that is wider than the terminal could not be written anew. */
function cut(text: string, columns: number): string {
  const characters = Array.from(text);
  return characters.length < columns ? text : `${characters.slice(0, Math.max(1, columns - 2)).join('')}…`;
}
