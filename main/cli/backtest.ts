import { resolve } from 'node:path';
import type { MailboxId } from '../../contract/ids.ts';
import type { Reply } from '../../contract/problem.ts';
import { backtest, inTimeOrder, type BacktestReport, type FiledMail } from '../engine/deciding/index.ts';
import { extractFeatures, parseMail } from '../engine/mime/index.ts';
import { createSource } from '../engine/sources/index.ts';
import type { MailSource } from '../engine/sources/port.ts';
import { CommandFailed } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import type { Texts } from './texts.ts';

export interface BacktestCommandOptions {
  readonly maildir: string;
  readonly protocol: 'online' | 'step';
  readonly step: number;
  readonly promise: number;
}

/** As much of a mail as a sync reads: the decisions measured are those that the person would get. */
const MAX_BYTES = 24 * 1024;

/** Replays the folders of a Maildir that a person files mail in: all but the inbox, drafts, sent, junk and trash. Reads only. */
export async function backtestMaildir(
  options: BacktestCommandOptions,
  { tell, signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const source = createSource(
    { kind: 'maildir', path: resolve(options.maildir) },
    { onEgress: () => undefined },
  );
  try {
    const { mails, names } = await readFiled(source, signal, (name, done, total) => {
      tell(texts.progress(name, done, total, 0, null));
    });
    if (names.size < 2) {
      throw new CommandFailed({ code: 'invalid-input' }, exitCode.usage, texts.notEnoughMail);
    }
    const report = backtest(mails, {
      protocol: options.protocol,
      step: options.step,
      promise: options.promise,
      name: resolve(options.maildir),
      folderName: (id) => names.get(id) ?? '',
      stopwatch: () => performance.now(),
    });
    return { code: exitCode.done, json: report, lines: describe(report, texts) };
  } finally {
    await source.close();
  }
}

interface Filed {
  readonly mails: FiledMail[];
  readonly names: ReadonlyMap<MailboxId, string>;
}

async function readFiled(
  source: MailSource,
  signal: AbortSignal,
  progress: (name: string, done: number, total: number) => void,
): Promise<Filed> {
  const mails: FiledMail[] = [];
  const names = new Map<MailboxId, string>();
  const folders = orFail(await source.listMailboxes(signal)).filter(
    ({ role }) => role === 'folder' || role === 'archive',
  );
  for (const [index, { path }] of folders.entries()) {
    const mailbox = (index + 1) as MailboxId;
    const uids = orFail(await source.uids(path, {}, signal));
    progress(path, mails.length, mails.length + uids.length);
    for await (const reply of source.fetch(path, uids, MAX_BYTES, signal)) {
      const { source: bytes, size, internalDate } = orFail(reply);
      const parsed = await parseMail(bytes, { size, internalDate, truncated: bytes.length < size });
      mails.push({ mail: extractFeatures(parsed), mailbox });
      names.set(mailbox, path);
    }
  }
  return { mails: inTimeOrder(mails), names };
}

function orFail<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new CommandFailed(reply.problem);
  return reply.value;
}

function describe(report: BacktestReport, texts: Texts): string[] {
  return [
    texts.replayed(report.mails, report.folders, report.judged),
    texts.accuracy(report.accuracy, report.top3),
    texts.promised(report.promise, report.precisionAtPromise, report.coverageAtPromise),
    ...report.perFolder.map(({ folder, mails, precision, recall }) =>
      texts.folderLine(folder, mails, precision, recall),
    ),
  ];
}
