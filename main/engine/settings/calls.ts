import { defaultSettings, settings, type Settings } from '../../../contract/settings.ts';
import { succeed } from '../../../contract/problem.ts';
import { transaction, type ReadableDb, type WritableDb } from '../db/handles.ts';
import { readSettings, writeSetting } from '../db/repositories/settings.ts';
import { compileRules } from '../deciding/index.ts';
import type { HandlersOf } from '../handlers.ts';
import type { RulesFile } from './rules-file.ts';

/** The person's settings; what was never set, or cannot be understood any more, has its default. */
export function currentSettings(db: ReadableDb): Settings {
  const stored = settings.partial().safeParse(readSettings(db));
  return { ...defaultSettings, ...(stored.success ? withoutUndefined(stored.data) : {}) };
}

function withoutUndefined(partial: { [K in keyof Settings]?: Settings[K] | undefined }): Partial<Settings> {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined));
}

/** Answers the calls about settings and rules. */
export function settingsCalls(deps: {
  readonly db: WritableDb;
  readonly rules: RulesFile;
  readonly onRulesSaved: () => void;
}): HandlersOf<'settings' | 'rules'> {
  const { db, rules } = deps;
  return {
    'settings.get': () => succeed(currentSettings(db)),
    'settings.set': (changes) => {
      transaction(db, () => {
        for (const [name, value] of Object.entries(changes))
          if (value !== undefined) writeSetting(db, name, value);
      });
      return succeed(currentSettings(db));
    },
    'rules.get': () => succeed({ text: rules.text, problems: rules.problems }),
    'rules.check': ({ text }) => succeed(compileRules(text).problems),
    'rules.save': ({ text }) => {
      const problems = rules.save(text);
      if (problems.length === 0) deps.onRulesSaved();
      return succeed({ saved: problems.length === 0, problems });
    },
  };
}
