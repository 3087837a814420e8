import { defaultModelSettings, modelId, modelSettings } from '../../../contract/models.ts';
import type { ModelId, ModelSettings } from '../../../contract/models.ts';
import type { ReadableDb, WritableDb } from '../db/handles.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';

const CHOSEN = 'models.chosen';
const MIRRORS = 'models.mirrors';

/** The id of the model to ask; null for none. */
export function readChosen(db: ReadableDb): ModelId | null {
  const read = modelId.safeParse(readSettings(db)[CHOSEN]);
  return read.success ? read.data : null;
}

export function writeChosen(db: WritableDb, id: ModelId | null): void {
  writeSetting(db, CHOSEN, id);
}

/** What was set, or what is usual. */
export function readModelSettings(db: ReadableDb): ModelSettings {
  const read = modelSettings.safeParse({ mirrors: readSettings(db)[MIRRORS] });
  return read.success ? read.data : defaultModelSettings;
}

export function writeModelSettings(db: WritableDb, { mirrors }: ModelSettings): void {
  writeSetting(db, MIRRORS, mirrors);
}
