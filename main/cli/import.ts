import { resolve } from 'node:path';
import type { ImportProgress } from '../../contract/imports.ts';
import type { Engine } from '../engine/options.ts';
import { ask, CommandFailed } from './ask.ts';
import { exitCode, type Outcome, type Surroundings } from './outcome.ts';
import { showLine } from './progress.ts';
import type { Texts } from './texts.ts';

/** Brings in the mbox files at a path, and waits for the end; when it is asked to stop, the next start of Casier goes on. */
export async function importMbox(
  engine: Engine,
  path: string,
  named: string | undefined,
  { progress: output, signal }: Surroundings,
  texts: Texts,
): Promise<Outcome> {
  const begun = performance.now();
  const accounts = await ask(engine, 'accounts.list', {});
  const same = accounts.find(({ name }) => name.toLowerCase() === named?.toLowerCase());
  const input = { path: resolve(path), name: named ?? '', accountId: same?.id ?? null };
  const started = await engine.call('imports.start', input);
  // One that was cut off goes on by itself: that one is waited for.
  if (!started.ok && started.problem.code !== 'busy') {
    const sentence =
      same && started.problem.code === 'invalid-input' ? texts.care.importName(same.name) : undefined;
    throw new CommandFailed(started.problem, undefined, sentence);
  }
  const line = showLine(output);
  const ended = Promise.withResolvers<void>();
  const look = (progress: ImportProgress | null): void => {
    if (progress?.state === 'running') line.show(texts.care.importing(progress));
    else ended.resolve();
  };
  const stopListening = engine.listen((event) => {
    if (event.name === 'imports.changed') look(event.payload.progress);
  });
  const stop = (): void => ended.resolve();
  signal.addEventListener('abort', stop);
  look(await ask(engine, 'imports.get', {}));
  await ended.promise;
  signal.removeEventListener('abort', stop);
  stopListening();
  line.end();
  const progress = await ask(engine, 'imports.get', {});
  if (progress === null) throw new CommandFailed({ code: 'cancelled' });
  if (progress.problem !== null) throw new CommandFailed(progress.problem);
  if (progress.state === 'running')
    throw new CommandFailed({ code: 'cancelled' }, exitCode.failed, texts.care.importStopped);
  const { name, accountId, counts, total } = progress;
  await ask(engine, 'imports.dismiss', {});
  const seconds = Math.round((performance.now() - begun) / 10) / 100;
  return {
    code: exitCode.done,
    json: { account: name, accountId, ...counts, bytes: total, seconds },
    lines: [texts.care.imported(name, counts)],
  };
}
