import { useComputedColorScheme } from '@mantine/core';
import type { SpotlightActionData } from '@mantine/spotlight';
import {
  IconClock,
  IconFlask,
  IconKeyboard,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlus,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyOf } from '../../lib/keys/key-map.ts';
import { SETTINGS_TABS, SHEETS, type Sheet } from '../../lib/places.ts';
import { useServices } from '../../lib/services.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { paletteAction } from './action.tsx';

const SIZE = 18;

/** Sheets by their name; the settings are offered tab by tab. */
const SHEET_LINES = {
  snoozed: { text: 'palette.snoozed', icon: <IconClock size={SIZE} /> },
  'add-account': { text: 'accounts.addTitle', icon: <IconPlus size={SIZE} /> },
  settings: null,
  help: { text: 'help.title', icon: <IconKeyboard size={SIZE} /> },
  'try-it': { text: 'tryIt.open', icon: <IconFlask size={SIZE} /> },
} as const satisfies Record<Sheet, { text: string; icon: ReactNode } | null>;

/** Every sheet and every tab of the settings, and what can be switched. */
export function useWindowActions(): SpotlightActionData[] {
  const { t } = useText();
  const { client } = useServices();
  const allPaused = useSession((state) =>
    selectAccounts(state).every(({ status }) => status === 'paused' || status === 'signed-out'),
  );
  const hasAccounts = useSession((state) => selectAccounts(state).length > 0);
  const changes = useSession((state) => state.settings.shortcuts);
  const offline = useSession((state) => state.status?.offline === true);
  const openSheet = useSession((state) => state.openSheet);
  const setSettings = useSession((state) => state.setSettings);
  const dark = useComputedColorScheme() === 'dark';

  const sheets = SHEETS.flatMap((sheet) => {
    const line = SHEET_LINES[sheet];
    if (line === null) return [];
    return paletteAction({
      id: `sheet-${sheet}`,
      label: t(line.text),
      icon: line.icon,
      chord: sheet === 'help' ? keyOf('help', changes) : undefined,
      run: () => openSheet(sheet),
    });
  });
  const tabs = SETTINGS_TABS.map((tab) =>
    paletteAction({
      id: `settings-${tab}`,
      label: t(`settings.tab.${tab}`),
      description: t('settings.title'),
      icon: <IconSettings size={SIZE} />,
      chord: tab === 'general' ? keyOf('go-settings', changes) : undefined,
      run: () => openSheet('settings', tab),
    }),
  );
  return [
    ...(!hasAccounts
      ? []
      : [
          paletteAction({
            id: 'pause-all',
            label: allPaused ? t('accounts.resumeAll') : t('accounts.pauseAll'),
            icon: allPaused ? <IconPlayerPlay size={SIZE} /> : <IconPlayerPause size={SIZE} />,
            run: () => void client.call(allPaused ? 'accounts.resumeAll' : 'accounts.pauseAll', {}),
          }),
        ]),
    paletteAction({
      id: 'offline',
      label: t(offline ? 'palette.goOnline' : 'palette.goOffline'),
      icon: offline ? <IconPlugConnected size={SIZE} /> : <IconPlugConnectedX size={SIZE} />,
      run: () => void setSettings({ offline: !offline }),
    }),
    paletteAction({
      id: 'theme',
      label: dark ? t('palette.light') : t('palette.dark'),
      icon: dark ? <IconSun size={SIZE} /> : <IconMoon size={SIZE} />,
      run: () => void setSettings({ theme: dark ? 'light' : 'dark' }),
    }),
    ...sheets,
    ...tabs,
  ];
}
