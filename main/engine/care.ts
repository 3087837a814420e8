import type { AnyEngineEvent } from '../../contract/index.ts';
import type { AccountManager } from './accounts/manager.ts';
import { BackupRoom } from './backup/index.ts';
import type { WritableDb } from './db/handles.ts';
import type { HandlersOf } from './handlers.ts';
import { ImportRoom } from './imports/index.ts';
import type { EngineOptions } from './options.ts';
import type { Clock } from './platform/clock.ts';

/** What is brought into the data folder, and what is kept of it elsewhere: imports and backups. */
export function openCare(
  deps: EngineOptions & {
    readonly db: WritableDb;
    readonly clock: Clock;
    readonly accounts: AccountManager;
    readonly tell: (event: AnyEngineEvent) => void;
  },
): { calls: HandlersOf<'imports' | 'backup'>; start: () => void; close: () => Promise<void> } {
  const imports = new ImportRoom(deps);
  const backups = new BackupRoom(deps);
  return {
    calls: { ...imports.calls, ...backups.calls },
    start: () => {
      imports.start();
      backups.start();
    },
    close: async () => {
      await imports.close();
      await backups.close();
    },
  };
}
