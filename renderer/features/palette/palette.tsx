import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import {
  IconArrowBackUp,
  IconChartBar,
  IconBell,
  IconFlask,
  IconFolderPlus,
  IconFolder,
  IconHeartbeat,
  IconHistory,
  IconInbox,
  IconKeyboard,
  IconListCheck,
  IconLock,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackPrev,
  IconPlugConnected,
  IconPlugConnectedX,
  IconPlus,
  IconSearch,
  IconSettings,
  IconSparkles,
  IconSun,
} from '@tabler/icons-react';
import { useComputedColorScheme } from '@mantine/core';
import { parentPath } from '../../lib/words/folders.ts';
import { useServices } from '../../lib/services.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

const SIZE = 18;

/** Everything by its name, on Ctrl+K; `more` is about what is on screen. */
export function LoadedPalette({ more }: { readonly more: readonly SpotlightActionData[] }) {
  const { t } = useText();
  const { filing, client } = useServices();
  const accounts = useSession(selectAccounts);
  const allPaused = accounts.every(({ status }) => status === 'paused' || status === 'signed-out');
  const mailboxes = useSession((state) => state.mailboxes);
  const canUndo = useSession((state) => state.acts.length > 0 || state.snooze !== null);
  const { go, openSheet, setSettings } = useSession((state) => state);
  const offline = useSession((state) => state.status?.offline === true);
  const dark = useComputedColorScheme() === 'dark';

  const actions: SpotlightActionData[] = [
    ...more,
    action('proposals', t('place.proposals'), <IconSparkles size={SIZE} />, () => go({ place: 'proposals' })),
    action('search', t('place.search'), <IconSearch size={SIZE} />, () => go({ place: 'search' })),
    action('activity', t('place.activity'), <IconHistory size={SIZE} />, () => go({ place: 'activity' })),
    action('dashboard', t('place.dashboard'), <IconChartBar size={SIZE} />, () => go({ place: 'dashboard' })),
    action('rules', t('rules.title'), <IconListCheck size={SIZE} />, () => go({ place: 'rules' })),
    action('backtest', t('place.backtest'), <IconPlayerTrackPrev size={SIZE} />, () =>
      go({ place: 'backtest' }),
    ),
    action('new-folders', t('newFolders.title'), <IconFolderPlus size={SIZE} />, () =>
      go({ place: 'new-folders' }),
    ),
    action('try-it', t('tryIt.open'), <IconFlask size={SIZE} />, () => openSheet('try-it')),
    ...(canUndo
      ? [action('undo', t('palette.undoLast'), <IconArrowBackUp size={SIZE} />, () => void filing.undoLast())]
      : []),
    action('add', t('accounts.addTitle'), <IconPlus size={SIZE} />, () => openSheet('add-account')),
    ...(accounts.length > 0
      ? [
          action(
            'pause-all',
            allPaused ? t('accounts.resumeAll') : t('accounts.pauseAll'),
            allPaused ? <IconPlayerPlay size={SIZE} /> : <IconPlayerPause size={SIZE} />,
            () => void client.call(allPaused ? 'accounts.resumeAll' : 'accounts.pauseAll', {}),
          ),
        ]
      : []),
    action(
      'offline',
      t(offline ? 'palette.goOnline' : 'palette.goOffline'),
      offline ? <IconPlugConnected size={SIZE} /> : <IconPlugConnectedX size={SIZE} />,
      () => void setSettings({ offline: !offline }),
    ),
    action('settings', t('settings.title'), <IconSettings size={SIZE} />, () =>
      openSheet('settings', 'general'),
    ),
    action('notifications', t('settings.tab.notifications'), <IconBell size={SIZE} />, () =>
      openSheet('settings', 'notifications'),
    ),
    action('privacy', t('settings.tab.privacy'), <IconLock size={SIZE} />, () =>
      openSheet('settings', 'privacy'),
    ),
    action('health', t('settings.tab.health'), <IconHeartbeat size={SIZE} />, () =>
      openSheet('settings', 'health'),
    ),
    action(
      'theme',
      dark ? t('palette.light') : t('palette.dark'),
      dark ? <IconSun size={SIZE} /> : <IconMoon size={SIZE} />,
      () => void setSettings({ theme: dark ? 'light' : 'dark' }),
    ),
    action('help', t('help.title'), <IconKeyboard size={SIZE} />, () => openSheet('help')),
    ...mailboxes.map((mailbox) => ({
      ...action(
        `mailbox-${mailbox.id}`,
        mailboxName(mailbox, t),
        mailbox.role === 'inbox' ? <IconInbox size={SIZE} /> : <IconFolder size={SIZE} />,
        () => go({ place: 'mailbox', id: mailbox.id }),
      ),
      description: parentPath(mailbox),
    })),
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      limit={9}
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      scrollable
      maxHeight={420}
    />
  );
}

function action(id: string, label: string, icon: React.ReactNode, onClick: () => void): SpotlightActionData {
  return { id, label, leftSection: icon, onClick };
}
