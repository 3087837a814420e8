import { readFile } from 'node:fs/promises';
import { assertNever } from '../../contract/assert-never.ts';
import {
  compileRules,
  exportSieve,
  importSieve,
  importThunderbird,
  writeRules,
} from '../engine/deciding/index.ts';
import { CommandFailed } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import type { Texts } from './texts.ts';

/** Programs whose rules can be read. */
export const ruleFormats = ['thunderbird', 'sieve'] as const;
export type RuleFormat = (typeof ruleFormats)[number];

/** As the window: no rules file is longer. */
const MAX_LENGTH = 1_000_000;

/** Tells what is wrong in a rules file, as `file:line:column: what`. */
export async function checkRules(file: string, around: Surroundings, texts: Texts): Promise<Outcome> {
  const { problems, rules } = compileRules(await readText(file, around, texts));
  const isSound = problems.length === 0;
  const sentences = problems.map(
    (problem) => `${file}:${problem.line}:${problem.column}: ${texts.rules.problem(problem)}`,
  );
  return {
    code: isSound ? exitCode.done : exitCode.usage,
    json: { rules: rules.rules.length, problems },
    lines: isSound ? [texts.rules.sound(rules.rules.length)] : sentences,
  };
}

/** Writes the rules of another program as a rules file. Saves nothing. */
export async function importRules(
  file: string,
  format: RuleFormat,
  around: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const { rules, notes } = importFrom(format, await readText(file, around, texts));
  for (const note of notes) around.tell(texts.rules.note(note));
  if (rules.length === 0) around.tell(texts.rules.nothing);
  const text = writeRules(rules.map(({ form }) => form));
  return {
    code: rules.length === 0 ? exitCode.usage : exitCode.done,
    json: { imported: rules.length, text, notes },
    lines: text === '' ? [] : [text.trimEnd()],
  };
}

/** Writes a rules file as a Sieve script (RFC 5228). */
export async function exportRules(file: string, around: Surroundings, texts: Texts): Promise<Outcome> {
  const { outline, problems } = compileRules(await readText(file, around, texts));
  for (const problem of problems) {
    around.tell(`${file}:${problem.line}:${problem.column}: ${texts.rules.problem(problem)}`);
  }
  if (problems.length > 0) around.tell(texts.rules.withProblems);
  const { script, exported, notes } = exportSieve(outline.flatMap(({ form }) => form ?? []));
  for (const note of notes) around.tell(texts.rules.note(note));
  if (exported === 0) around.tell(texts.rules.nothing);
  return {
    code: exported === 0 || problems.length > 0 ? exitCode.usage : exitCode.done,
    json: { exported, script, notes, problems },
    lines: script === '' ? [] : [script.trimEnd()],
  };
}

function importFrom(format: RuleFormat, text: string): ReturnType<typeof importSieve> {
  switch (format) {
    case 'thunderbird':
      return importThunderbird(text);
    case 'sieve':
      return importSieve(text);
    default:
      return assertNever(format);
  }
}

/** The text of a file, or of standard input for `-`. Old files are in Latin-1. */
async function readText(file: string, { stdin }: Surroundings, texts: Texts): Promise<string> {
  const bytes = file === '-' ? await readAll(stdin) : await readFile(file).catch(() => null);
  if (bytes === null || bytes.length > MAX_LENGTH) {
    const problem = { code: 'invalid-input', detail: file } as const;
    throw new CommandFailed(problem, exitCode.usage, texts.rules.unreadableFile(file));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_LENGTH) break;
  }
  return Buffer.concat(chunks);
}
