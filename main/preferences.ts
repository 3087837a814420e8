import type { Settings } from '../contract/settings.ts';
import type { EngineClient } from './engine/client.ts';
import type { Language } from './shell/port.ts';

export interface Preferences {
  /** The language of everything outside the window. */
  language(): Language;
  /** Whether neither names nor subjects may be shown; so until the engine has told. */
  discreet(): boolean;
  /** Asks the engine again. */
  refresh(): void;
  onChange(listener: () => void): void;
}

/** Keeps those settings at hand that matter outside the window; until the engine has told, the desktop's language and discretion. */
export function keepPreferences(engine: EngineClient, desktop: Language): Preferences {
  let settings: Settings | null = null;
  const listeners: (() => void)[] = [];
  const refresh = (): void => {
    void engine.call('settings.get', {}).then((reply) => {
      if (!reply.ok) return;
      settings = reply.value;
      for (const listener of listeners) listener();
    });
  };
  refresh();
  return {
    language: () => (settings === null || settings.language === 'system' ? desktop : settings.language),
    discreet: () => settings?.notify.discreet ?? true,
    refresh,
    onChange: (listener) => listeners.push(listener),
  };
}
