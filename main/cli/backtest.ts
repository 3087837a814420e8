import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { replay, type BacktestReport, type FiledMail, type Folder } from '../engine/deciding/index.ts';
import type { MailboxId } from '../../contract/ids.ts';
import { CommandFailed } from './ask.ts';
import { describeBacktest } from './backtest-lines.ts';
import { readFiledMail, type Filed } from './filed-mail.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import { showLine } from './progress.ts';
import type { Texts } from './texts.ts';

export interface BacktestCommandOptions {
  readonly maildir: string;
  readonly protocol: 'online' | 'step';
  readonly step: number;
  readonly promise: number;
}

/** Mails at the start that only train. */
const WARM_UP = 100;
/** How long the replay goes on before it looks whether it should stop, in milliseconds. */
const LOOK_EVERY_MS = 50;

/** Replays the folders of a Maildir that a person files mail in; see `readFiledMail`. Reads only. */
export async function backtestMaildir(
  options: BacktestCommandOptions,
  { tell, progress, signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const line = showLine(progress);
  try {
    const reading = (folder: string, mails: number): void => line.show(texts.backtest.reading(folder, mails));
    const filed = await readFiledMail(options.maildir, { signal, progress: reading }, texts);
    line.end();
    refuseTooLittle(filed, options, texts);
    if (filed.leftOut.length > 0) tell(texts.backtest.leftOut(filed.leftOut));
    if (filed.people !== null) tell(texts.backtest.severalPeople(filed.people));
    const report = await run(filed, options, signal, (done) => {
      line.show(texts.backtest.replaying(done, filed.mails.length));
    });
    return { code: exitCode.done, json: report, lines: describeBacktest(report, texts) };
  } finally {
    line.end();
  }
}

async function run(
  { mails, names }: Filed,
  options: BacktestCommandOptions,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<BacktestReport> {
  const folders = new Map<MailboxId, Folder>(
    Array.from(names, ([id, path]) => [id, { path, name: path }] as const),
  );
  let begun = 0;
  function* counted(): Generator<FiledMail> {
    for (const filed of mails) {
      begun += 1;
      yield filed;
    }
  }
  const steps = replay(counted(), folders, {
    protocol: options.protocol,
    step: options.step,
    warmUp: WARM_UP,
    promise: options.promise,
    name: resolve(options.maildir),
    folderName: (id) => names.get(id) ?? '',
    stopwatch: () => performance.now(),
  });
  let lookAt = performance.now() + LOOK_EVERY_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < lookAt) continue;
    progress(begun);
    await nextTurn();
    if (signal.aborted) throw new CommandFailed({ code: 'cancelled' });
    lookAt = performance.now() + LOOK_EVERY_MS;
  }
}

function refuseTooLittle({ mails, names }: Filed, options: BacktestCommandOptions, texts: Texts): void {
  const { backtest: say } = texts;
  const [only] = names.values();
  const trainOnly = options.protocol === 'step' ? options.step : WARM_UP;
  const sentence =
    only === undefined
      ? say.noMail(resolve(options.maildir))
      : names.size === 1
        ? say.oneFolder(only)
        : mails.length <= trainOnly
          ? say.tooFewMails(mails.length, trainOnly)
          : null;
  if (sentence !== null) throw new CommandFailed({ code: 'invalid-input' }, exitCode.usage, sentence);
}
