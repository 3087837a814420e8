import type { AnyEngineEvent } from '../../contract/index.ts';
import type { AccountManager } from './accounts/manager.ts';
import { BackupRoom } from './backup/index.ts';
import type { WritableDb } from './db/handles.ts';
import { eraseCalls } from './erase/index.ts';
import { ExportRoom } from './export/index.ts';
import type { HandlersOf } from './handlers.ts';
import { ImportRoom } from './imports/index.ts';
import type { EngineOptions } from './options.ts';
import type { Clock } from './platform/clock.ts';

/** What is brought into the data folder, what is kept of it elsewhere, and its end: imports, backups, export and erasing. */
export function openCare(
  deps: EngineOptions & {
    readonly db: WritableDb;
    readonly clock: Clock;
    readonly accounts: AccountManager;
    readonly rules: { readonly text: string };
    readonly tell: (event: AnyEngineEvent) => void;
  },
): {
  calls: HandlersOf<'imports' | 'backup' | 'export' | 'erase'>;
  start: () => void;
  close: () => Promise<void>;
} {
  const imports = new ImportRoom(deps);
  const backups = new BackupRoom(deps);
  const exports = new ExportRoom(deps);
  return {
    calls: { ...imports.calls, ...backups.calls, ...exports.calls, ...eraseCalls(deps) },
    start: () => {
      imports.start();
      backups.start();
    },
    close: async () => {
      await exports.close();
      await imports.close();
      await backups.close();
    },
  };
}
