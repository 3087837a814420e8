/** `casier`: the same engine as the window's, for servers and scripts. Answers on standard output, the rest on standard error. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { pino } from 'pino';
import { modelShapes } from '../../models/maker/index.ts';
import { desktopLanguage } from '../shell/language.ts';
import { CommandFailed } from './ask.ts';
import { backtestMaildir } from './backtest.ts';
import { classify } from './classify.ts';
import { doctor } from './doctor.ts';
import { programVersion, withEngine } from './engine.ts';
import { makeModelFile, type ModelSwitches } from './model.ts';
import { backup, restore } from './backup.ts';
import { importMbox } from './import.ts';
import { eraseAll, exportAll } from './leaving.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import { checkRules, exportRules, importRules, ruleFormats, type RuleFormat } from './rules.ts';
import type { Steering } from './steer.ts';
import { sync } from './sync.ts';
import { textsIn } from './texts.ts';

/** For a terminal that does not tell its width. */
const USUAL_COLUMNS = 80;

const texts = textsIn(desktopLanguage(process.env));
const stopping = new AbortController();
const around: Surroundings = {
  stdin: process.stdin,
  tell: (line) => process.stderr.write(`${line}\n`),
  progress: {
    columns: () => (process.stderr.isTTY ? process.stderr.columns || USUAL_COLUMNS : null),
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
  },
  signal: stopping.signal,
};
// Destination 2: standard output belongs to the answer.
const logger = pino({ level: process.env['CASIER_LOG'] ?? 'error', base: null }, pino.destination(2));

interface Common {
  readonly data?: string;
  readonly json?: boolean;
}

interface SyncSwitches {
  readonly once?: boolean;
  readonly account?: string;
  readonly pause?: boolean;
  readonly resume?: boolean;
  readonly stopFirstSync?: boolean;
  readonly continue?: boolean;
}

// Whoever read the progress may have left: the work goes on.
process.stderr.on('error', () => undefined);

const program = new Command('casier')
  .description(texts.about)
  .version(programVersion())
  .addHelpText('after', `\n${texts.exitCodes}`)
  .exitOverride();

command('sync', texts.sync)
  .option('--once', texts.once)
  .option('--account <name>', texts.account)
  .addOption(new Option('--pause', texts.pause).conflicts(['resume', 'stopFirstSync', 'continue', 'once']))
  .addOption(new Option('--resume', texts.resume).conflicts(['stopFirstSync', 'continue']))
  .addOption(new Option('--stop-first-sync', texts.stopFirstSync).conflicts(['continue', 'once']))
  .addOption(new Option('--continue', texts.continueFirstSync))
  .action((options: Common & SyncSwitches) =>
    finish(options, () =>
      withEngine({ ...options, shared: true }, logger, (at) =>
        sync(at, { ...options, steering: steeringOf(options) }, around, texts),
      ),
    ),
  );
command('classify', texts.classify)
  .option('--account <name>', texts.account)
  .action((options: Common & { account?: string }) =>
    finish(options, () =>
      withEngine(options, logger, ({ engine }) => classify(engine, options, around, texts)),
    ),
  );
command('backtest', texts.backtestAbout)
  .requiredOption('--maildir <dir>', texts.maildir)
  .addOption(new Option('--protocol <name>', texts.protocol).choices(['online', 'step']).default('online'))
  .option('--step <n>', texts.step, wholeNumberBetween('--step', 10, 10_000), 100)
  .option('--promise <p>', texts.promise, numberBetween('--promise', 0.5, 0.999), 0.95)
  .action(
    (options: Common & { maildir: string; protocol: 'online' | 'step'; step: number; promise: number }) =>
      finish(options, () => backtestMaildir(options, around, texts)),
  );
command('doctor', texts.doctor)
  .option('--rebuild', texts.rebuild)
  .action((options: Common & { rebuild?: boolean }) =>
    finish(options, () =>
      // A database that another Casier uses cannot be rebuilt under it.
      withEngine({ ...options, shared: options.rebuild !== true }, logger, ({ engine }) =>
        doctor(engine, texts),
      ),
    ),
  );
program
  .command('model')
  .description(texts.model)
  .command('make')
  .description(texts.modelMake)
  .addOption(new Option('--shape <name>', texts.modelShape).choices(modelShapes).default('tiny'))
  .option('--out <file>', texts.modelOut)
  .option('--seed <n>', texts.modelSeed, wholeNumberBetween('--seed', 0, 2 ** 31), 1)
  .option('--json', texts.json)
  .action((options: Common & ModelSwitches) => finish(options, () => makeModelFile(options, around, texts)));
command('backup', texts.care.backup)
  .option('--out <file>', texts.care.backupOut)
  .option('--passphrase-file <file>', texts.care.passphraseFile)
  .action((options: Common & { out?: string; passphraseFile?: string }) =>
    finish(options, () => withEngine(options, logger, ({ engine }) => backup(engine, options, texts))),
  );
program
  .command('restore <file>')
  .description(texts.care.restore)
  .option('--passphrase-file <file>', texts.care.passphraseFile)
  .option('--data <dir>', texts.data)
  .option('--json', texts.json)
  .action((file: string, options: Common & { passphraseFile?: string }) =>
    finish(options, () => restore(file, options, texts)),
  );
command('export', texts.care.export)
  .option('--out <dir>', texts.care.exportOut)
  .action((options: Common & { out?: string }) =>
    finish(options, () =>
      withEngine(options, logger, ({ engine }) => exportAll(engine, options, around, texts)),
    ),
  );
command('erase', texts.care.erase)
  .option('--backups', texts.care.eraseBackups)
  .option('--yes', texts.care.eraseYes)
  .action((options: Common & { backups?: boolean; yes?: boolean }) =>
    finish(options, () => eraseAll(options, logger, around, texts)),
  );
program
  .command('import')
  .description(texts.care.import)
  .command('mbox <path>')
  .description(texts.care.importMbox)
  .option('--account <name>', texts.care.importAccount)
  .option('--data <dir>', texts.data)
  .option('--json', texts.json)
  .action((path: string, options: Common & { account?: string }) =>
    finish(options, () =>
      withEngine(options, logger, ({ engine }) => importMbox(engine, path, options.account, around, texts)),
    ),
  );
const rules = program.command('rules').description(texts.rules.about);
rules
  .command('check <file>')
  .description(texts.rules.check)
  .option('--json', texts.json)
  .action((file: string, options: Common) => finish(options, () => checkRules(file, around, texts)));
rules
  .command('import <file>')
  .description(texts.rules.import)
  .addOption(new Option('--format <name>', texts.rules.format).choices(ruleFormats).makeOptionMandatory())
  .option('--json', texts.json)
  .action((file: string, options: Common & { format: RuleFormat }) =>
    finish(options, () => importRules(file, options.format, around, texts)),
  );
rules
  .command('export <file>')
  .description(texts.rules.export)
  .option('--json', texts.json)
  .action((file: string, options: Common) => finish(options, () => exportRules(file, around, texts)));

function command(name: string, description: string): Command {
  const made = program.command(name).description(description).option('--json', texts.json);
  return name === 'backtest' ? made : made.option('--data <dir>', texts.data);
}

function steeringOf(options: SyncSwitches): Steering | null {
  if (options.pause) return 'pause';
  if (options.resume) return 'resume';
  if (options.stopFirstSync) return 'stop-first-sync';
  return options.continue ? 'continue' : null;
}

function numberBetween(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(texts.needsOne(name, String(low), String(high)));
  };
}

function wholeNumberBetween(name: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(texts.needsWhole(name, String(low), String(high)));
  };
}

/** Runs a command to its end: prints its answer, or the sentence for what went wrong, and sets the exit code. */
async function finish({ json }: Common, work: () => Promise<Outcome>): Promise<void> {
  try {
    const outcome = await work();
    process.stdout.write(json ? `${JSON.stringify(outcome.json)}\n` : `${outcome.lines.join('\n')}\n`);
    process.exitCode = outcome.code;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    if (json) process.stdout.write(`${JSON.stringify({ problem: error.problem })}\n`);
    process.stderr.write(`${error.sentence ?? texts.problem(error.problem)}\n`);
    process.exitCode = error.code;
  }
}

/** A terminal tells us and the process that started us, which tells us again: within this time it is one wish. */
const SAME_WISH_MS = 500;
let askedAt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The first asks for an orderly end, a second one will not wait for it.
  process.on(signal, () => {
    const now = performance.now();
    if (askedAt !== null && now - askedAt > SAME_WISH_MS) process.exit(exitCode.failed);
    askedAt ??= now;
    stopping.abort();
  });
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
}
