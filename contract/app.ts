import { z } from 'zod';
import { backupCalls } from './backup.ts';
import { call, event } from './call.ts';
import { messageId } from './ids.ts';
import { eraseCalls, exportCalls } from './leaving.ts';

export const appInfo = z.object({
  version: z.string(),
  /** Where everything is kept that the person has here. */
  dataDir: z.string(),
  rulesFile: z.string(),
  shell: z.enum(['electron', 'chromium']),
  platform: z.string(),
  /** The desktop's language: `fr` when it is French, else `en`. */
  language: z.enum(['en', 'fr']),
  /** Whether a tray is shown: closing the window then keeps Casier running. */
  tray: z.boolean(),
  /** Where passwords are kept. `file` is shown as a warning. */
  secrets: z.enum(['keychain', 'file']),
  /** True when started with `--demo`: the window goes straight to the demo mailbox. */
  demo: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfo>;

export const engineState = z.enum(['starting', 'ready', 'restarting', 'failed']);
export type EngineState = z.infer<typeof engineState>;

/** What was saved of a damaged database. */
export const rebuildReport = z.object({
  /** Folder, in the data folder, where the damaged files are. */
  keptAs: z.string(),
  accounts: z.number().int(),
  /** Acts in the history that can still be undone. */
  acts: z.number().int(),
  /** Rows, or stretches of them, that could not be read. */
  lost: z.number().int(),
});
export type RebuildReport = z.infer<typeof rebuildReport>;

/** What the window is asked to show from outside. */
export const wanted = z.discriminatedUnion('place', [
  z.object({ place: z.literal('proposals') }),
  z.object({ place: z.literal('activity') }),
  z.object({ place: z.literal('mail'), id: messageId }),
]);
export type Wanted = z.infer<typeof wanted>;

/** Calls that the application process answers itself. */
export const appCalls = {
  'app.info': call({ input: z.object({}), output: appInfo }),
  /** What the window was opened for, told once; null when for nothing special. */
  'app.wanted': call({ input: z.object({}), output: wanted.nullable() }),
  'app.engineState': call({
    input: z.object({}),
    output: z.object({ state: engineState, detail: z.string().optional() }),
  }),
  /** Starts an engine that could not start, again; with `rebuild`, after building its damaged database anew. */
  'app.startEngine': call({
    input: z.object({ rebuild: z.boolean().default(false) }),
    output: z.object({ rebuilt: rebuildReport.nullable() }),
  }),
  /** Puts a backup in the place of what is there, which is kept beside it, and starts the engine anew with it. */
  'app.restoreBackup': call({
    input: backupCalls['backup.stage'].input,
    output: backupCalls['backup.stage'].output,
  }),
  /** Writes everything into a new folder in the downloads folder; see `export.run`. */
  'app.export': call({ input: z.object({}), output: exportCalls['export.run'].output }),
  /** Shows the last export in the program that the desktop has for folders. */
  'app.showExport': call({ input: z.object({}), output: z.object({}) }),
  /** Erases everything and starts the engine anew, with nothing. `secretsLeft`: see `erase.preview`. */
  'app.erase': call({
    input: eraseCalls['erase.begin'].input,
    output: eraseCalls['erase.preview'].output.pick({ secretsLeft: true }),
  }),
  /** Opens a web link in the person's browser; only http, https and mailto. */
  'app.openLink': call({ input: z.object({ url: z.string().max(8192) }), output: z.object({}) }),
  /** Shows the data folder in the program that the desktop has for folders. */
  'app.showDataFolder': call({ input: z.object({}), output: z.object({}) }),
  /** Saves an attachment in the downloads folder under a free name, and gives the full path. */
  'app.saveAttachment': call({
    input: z.object({ id: messageId, index: z.number().int().nonnegative() }),
    output: z.object({ path: z.string() }),
  }),
  /**
   * Opens an attachment in the person's own program, as a copy that cannot be changed; `file-dangerous` for a kind that could
   * do harm, which can only be saved.
   */
  'app.openAttachment': call({
    input: z.object({ id: messageId, index: z.number().int().nonnegative() }),
    output: z.object({}),
  }),
  /** Saves a text that Casier wrote in the downloads folder under a free name, and gives the full path. */
  'app.saveText': call({
    input: z.object({
      name: z.enum(['casier.sieve', 'casier-contacts.csv']),
      text: z.string().max(2_000_000),
    }),
    output: z.object({ path: z.string() }),
  }),
  /** Asks for a folder with the desktop's own dialog; null when there is none or the person closed it. */
  'app.chooseFolder': call({
    input: z.object({}),
    output: z.object({ path: z.string().nullable(), available: z.boolean() }),
  }),
  /** The same for a file that ends in this; mbox files end as they like. */
  'app.chooseFile': call({
    input: z.object({ extension: z.enum(['gguf', 'mbox', 'casier-backup']) }),
    output: z.object({ path: z.string().nullable(), available: z.boolean() }),
  }),
};

export const appEvents = {
  'app.engineState': event({ payload: z.object({ state: engineState, detail: z.string().optional() }) }),
  /** The tray or a notification asks the window to show a place, or a mail. */
  'app.show': event({ payload: wanted }),
};
