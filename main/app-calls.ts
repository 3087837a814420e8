import { join } from 'node:path';
import { appCalls, type Wanted } from '../contract/app.ts';
import type { AppCallName, CallOutput, ParsedInput } from '../contract/index.ts';
import { fail, succeed, type Reply } from '../contract/problem.ts';
import { saveUnderFreeName } from './downloads.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { EngineClient } from './engine/client.ts';
import { RULES_FILE } from './engine/rules/rules-file.ts';
import type { Logger } from './engine/platform/logger.ts';
import type { Shell } from './shell/port.ts';

type Handlers = { [N in AppCallName]: (input: ParsedInput<N>) => Promise<Reply<CallOutput<N>>> };

/** Makes the answering of the calls that need no engine; it gives null for a call that is not one of these. */
export function createAppCalls(around: {
  shell: Shell;
  engine: EngineClient;
  version: string;
  dataDir: string;
  demo: boolean;
  opened: OpenedFiles;
  /** What the window was opened for; null from then on. */
  takeWanted: () => Wanted | null;
  logger: Logger;
}): (name: string, input: unknown) => Promise<Reply<unknown> | null> {
  const { shell, engine, version, dataDir, demo, opened, takeWanted, logger } = around;
  const handlers: Handlers = {
    'app.info': () =>
      settled({
        version,
        dataDir,
        rulesFile: join(dataDir, RULES_FILE),
        demo,
        shell: shell.kind,
        platform: process.platform,
        language: shell.language,
        tray: shell.tray !== null,
        secrets: shell.secrets.kind,
      }),
    'app.wanted': () => settled(takeWanted()),
    'app.engineState': () => settled(engine.status()),
    'app.startEngine': ({ rebuild }) => engine.start(rebuild),
    'app.restoreBackup': async (input) => {
      const staged = await engine.call('backup.stage', input);
      if (staged.ok) await engine.restart();
      return staged;
    },
    'app.export': () => engine.call('export.run', { folder: shell.downloadsDir }),
    'app.showExport': async () => {
      const status = await engine.call('export.status', {});
      if (!status.ok) return status;
      const { last } = status.value;
      return last === null ? fail('not-found') : shell.openFile(last.path);
    },
    'app.erase': async (what) => {
      const begun = await engine.call('erase.begin', what);
      if (!begun.ok) return begun;
      await opened.clear();
      await engine.restart();
      return engine.call('erase.preview', {});
    },
    'app.openLink': ({ url }) => shell.openLink(url),
    'app.showDataFolder': () => shell.openFile(dataDir),
    'app.chooseFolder': async () => succeed(await shell.chooseFolder()),
    'app.chooseFile': async ({ extension }) => succeed(await shell.chooseFile(extension)),
    'app.saveText': ({ name, text }) => saveUnderFreeName(shell.downloadsDir, name, Buffer.from(text)),
    'app.openAttachment': async (input) => {
      const attachment = await engine.call('messages.attachment', input);
      if (!attachment.ok) return attachment;
      const { filename, bytes, dangers } = attachment.value;
      if (dangers.length > 0) return fail('file-dangerous', dangers.join(', '));
      const copy = await opened.write(filename, bytes);
      return copy.ok ? shell.openFile(copy.value.path) : copy;
    },
    'app.saveAttachment': async (input) => {
      const attachment = await engine.call('messages.attachment', input);
      if (!attachment.ok) return attachment;
      const { filename, bytes } = attachment.value;
      return saveUnderFreeName(shell.downloadsDir, filename, bytes);
    },
  };

  return async (name, input) => {
    if (!isAppCall(name)) return null;
    const parsed = appCalls[name].input.safeParse(input);
    if (!parsed.success) {
      logger.error({ call: name, issues: parsed.error.issues.length }, 'a call with bad input was refused');
      return fail('invalid-input', parsed.error.issues[0]?.message);
    }
    // One entry of the table with the input of the same entry; TypeScript cannot see that the two belong together.
    const handle = handlers[name] as (checked: unknown) => Promise<Reply<unknown>>;
    return handle(parsed.data);
  };
}

function settled<T>(value: T): Promise<Reply<T>> {
  return Promise.resolve(succeed(value));
}

function isAppCall(name: string): name is AppCallName {
  return Object.hasOwn(appCalls, name);
}
