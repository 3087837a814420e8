import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AddAccountSheet, FirstRun } from '../features/accounts/index.ts';
import { BackupPanel } from '../features/backup/index.ts';
import { AskingPanel } from '../features/asking/index.ts';
import { FolderPicker } from '../features/folder-picker/index.ts';
import { EndpointPanel } from '../features/endpoint/index.ts';
import { HelpSheet } from '../features/palette/index.ts';
import { NotificationsPanel } from '../features/notifications/index.ts';
import { ImportForm, useImports } from '../features/imports/index.ts';
import { ModelPanel } from '../features/model/index.ts';
import { PrivacyPanel } from '../features/privacy/index.ts';
import { GoHint, ShortcutsPanel } from '../features/shortcuts/index.ts';
import { SettingsSheet } from '../features/settings/index.ts';
import { SnoozedSheet, SnoozeQuestion } from '../features/snooze/index.ts';
import { TryItSheet } from '../features/try-it/index.ts';
import { EngineBanner, EngineFault } from '../features/status/index.ts';
import { TrustPanel } from '../features/trust/index.ts';
import { useSession } from '../lib/session.ts';
import { effectiveLanguage } from './language.ts';
import { PaletteHere } from './palette-here.tsx';
import { MainWindow } from './main-window.tsx';
import type { Commands } from './commands.ts';
import type { Stores } from './stores.ts';
import { Erasing, Waiting } from './waiting.tsx';

/** The window: first run, or the three columns with their sheets. */
export function App({ stores, commands }: { readonly stores: Stores; readonly commands: Commands }) {
  useChosenLanguage();
  useChosenTheme();
  const known = useSession((state) => state.status !== null);
  const empty = useSession((state) => state.status?.accounts.length === 0);
  const toDemo = useSession((state) => state.info?.demo === true);
  const failed = useSession((state) => state.engine.state === 'failed');
  const erasing = useSession((state) => state.erasing);
  const importing = useImports((state) => state.progress !== null && state.progress.state !== 'done');
  if (erasing) return <Erasing />;
  if (failed) return <EngineFault />;
  if (!known || (empty && toDemo)) return <Waiting />;
  if (empty) {
    return (
      <>
        <EngineBanner />
        <FirstRun mbox={mboxForm} importing={importing} />
      </>
    );
  }
  return (
    <>
      <MainWindow stores={stores} />
      <FolderPicker />
      <SnoozeQuestion />
      <SnoozedSheet />
      <AddAccountSheet mbox={mboxForm} importing={importing} />
      <SettingsSheet
        notifications={<NotificationsPanel />}
        trust={<TrustPanel />}
        model={<ModelPanel asking={<AskingPanel />} elsewhere={<EndpointPanel />} />}
        privacy={<PrivacyPanel />}
        backup={<BackupPanel />}
        shortcuts={<ShortcutsPanel />}
      />
      <TryItSheet />
      <HelpSheet />
      <PaletteHere stores={stores} commands={commands} />
      <GoHint />
    </>
  );
}

function mboxForm(back: () => void) {
  return <ImportForm onBack={back} />;
}

function useChosenLanguage(): void {
  const { i18n } = useTranslation();
  const language = useSession((state) =>
    effectiveLanguage(state.settings.language, state.info?.language ?? 'en'),
  );
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
}

function useChosenTheme(): void {
  const theme = useSession((state) => state.settings.theme);
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [setColorScheme, theme]);
}
