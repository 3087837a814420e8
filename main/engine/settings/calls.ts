import { defaultSettings, settings, type Settings } from '../../../contract/settings.ts';
import { succeed } from '../../../contract/problem.ts';
import { transaction, type ReadableDb, type WritableDb } from '../db/handles.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';
import type { HandlersOf } from '../handlers.ts';

/** The person's settings; what was never set, or cannot be understood any more, has its default. */
export function currentSettings(db: ReadableDb): Settings {
  const stored = settings.partial().safeParse(readSettings(db));
  return { ...defaultSettings, ...(stored.success ? withoutUndefined(stored.data) : {}) };
}

function withoutUndefined(partial: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined));
}

/** Answers the calls about settings; `onSet` does what follows from them, in this order. */
export function settingsCalls({
  db,
  onSet,
}: {
  readonly db: WritableDb;
  readonly onSet: readonly ((settings: Settings) => void)[];
}): HandlersOf<'settings'> {
  return {
    'settings.get': () => succeed(currentSettings(db)),
    'settings.set': (changes) => {
      transaction(db, () => {
        for (const [name, value] of Object.entries(changes))
          if (value !== undefined) writeSetting(db, name, value);
      });
      for (const follow of onSet) follow(currentSettings(db));
      return succeed(currentSettings(db));
    },
  };
}
