import type { Account } from '../../contract/accounts.ts';
import type { StageAnswer } from '../../contract/deciding.ts';
import type { MailboxId } from '../../contract/ids.ts';
import type { Engine } from '../engine/options.ts';
import { chooseAccounts } from './accounts.ts';
import { ask, CommandFailed } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import type { Texts } from './texts.ts';

/** Larger mails are cut: what decides is in the header and the first text. */
const MAX_SOURCE = 8 * 1024 * 1024;

/** Says where each stage would file the mail on standard input, in the account named or in every one. */
export async function classify(
  engine: Engine,
  options: { readonly account?: string },
  { stdin }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const accounts = await chooseAccounts(engine, options.account, texts);
  const source = await readAll(stdin);
  if (source.length === 0) throw new CommandFailed({ code: 'invalid-input' }, exitCode.usage, texts.noInput);
  const answers = [];
  for (const account of accounts) answers.push(await classifyIn(engine, account, source, texts));
  const unreadable = answers.find((answer) => answer.unreadable !== null)?.unreadable;
  // What cannot be read in one account cannot be in another.
  if (typeof unreadable === 'string') {
    const sentence = unreadable === 'not-a-mail' ? texts.notAMail : texts.unreadable;
    throw new CommandFailed({ code: 'mail-unreadable', detail: unreadable }, exitCode.usage, sentence);
  }
  return {
    code: exitCode.done,
    json: { accounts: answers },
    lines: answers.flatMap((answer) => [
      ...(accounts.length > 1 ? [`${answer.account}:`] : []),
      ...answer.stages.flatMap((stage) => stageLines(stage, texts)),
      answer.decision?.folder ? texts.verdict(answer.decision.folder) : texts.noVerdict,
    ]),
  };
}

/** A stage's answer with the folder by its path, and the evidence in sentences too. */
type NamedAnswer = Omit<StageAnswer, 'target'> & { folder: string | null; because: string[] };

async function classifyIn(
  engine: Engine,
  account: Account,
  source: Uint8Array<ArrayBuffer>,
  texts: Texts,
): Promise<{
  account: string;
  stages: NamedAnswer[];
  decision: NamedAnswer | null;
  unreadable: string | null;
}> {
  const mailboxes = await ask(engine, 'mailboxes.list', { accountId: account.id });
  const paths = new Map(mailboxes.map(({ id, path }) => [id, path]));
  const answer = await ask(engine, 'deciding.classify', { accountId: account.id, source });
  return {
    account: account.name,
    stages: answer.stages.map((stage) => withFolder(stage, paths, texts)),
    decision: answer.decision && withFolder(answer.decision, paths, texts),
    unreadable: answer.unreadable,
  };
}

function withFolder(answer: StageAnswer, paths: ReadonlyMap<MailboxId, string>, texts: Texts): NamedAnswer {
  const { target, ...rest } = answer;
  const folder = target === null ? null : (paths.get(target) ?? null);
  const because = folder === null ? [] : rest.evidence.map((fact) => texts.evidence(fact, folder));
  return { ...rest, folder, because };
}

function stageLines(answer: NamedAnswer, texts: Texts): string[] {
  const name = texts.stages[answer.stage];
  if (answer.folder === null || answer.probability === null) return [texts.noStage(name)];
  return [
    texts.stageLine(name, answer.folder, answer.probability),
    ...answer.because.map((sentence) => `  ${sentence}`),
  ];
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MAX_SOURCE) break;
  }
  return new Uint8Array(Buffer.concat(chunks).subarray(0, MAX_SOURCE));
}
