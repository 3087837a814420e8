import { Modal, Tabs } from '@mantine/core';
import {
  IconAdjustments,
  IconArchive,
  IconBell,
  IconCpu,
  IconHeartbeat,
  IconInfoCircle,
  IconKeyboard,
  IconLock,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { SETTINGS_TABS, type SettingsTab } from '../../lib/places.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { AboutPanel } from './about-panel.tsx';
import { AccountsPanel } from './accounts-panel.tsx';
import { GeneralPanel } from './general-panel.tsx';
import { ImageSenders } from './image-senders.tsx';
import { HealthPanel } from './health-panel.tsx';
import styles from './settings.module.css';

const ICONS = {
  general: <IconAdjustments size={16} />,
  accounts: <IconUsers size={16} />,
  notifications: <IconBell size={16} />,
  trust: <IconShieldCheck size={16} />,
  model: <IconCpu size={16} />,
  privacy: <IconLock size={16} />,
  backup: <IconArchive size={16} />,
  shortcuts: <IconKeyboard size={16} />,
  health: <IconHeartbeat size={16} />,
  about: <IconInfoCircle size={16} />,
} satisfies Record<SettingsTab, ReactNode>;

/** Settings, over the window. Everything takes effect at once. `notifications` to `shortcuts`: panels of features of their own. */
export function LoadedSettingsSheet({
  notifications,
  trust,
  model,
  privacy,
  backup,
  shortcuts,
}: {
  readonly notifications: ReactNode;
  readonly trust: ReactNode;
  readonly model: ReactNode;
  readonly privacy: ReactNode;
  readonly backup: ReactNode;
  readonly shortcuts: ReactNode;
}) {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'settings');
  const tab = useSession((state) => state.settingsTab);
  const openSheet = useSession((state) => state.openSheet);
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('settings.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={820}
      yOffset="7vh"
      classNames={{ body: styles.body, header: styles.header }}
    >
      <Tabs
        orientation="vertical"
        variant="pills"
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          const next = SETTINGS_TABS.find((known) => known === value);
          if (next !== undefined) openSheet('settings', next);
        }}
        classNames={{
          root: styles.tabs,
          list: styles.tabList,
          tab: styles.tab,
          tabLabel: styles.tabLabel,
          panel: styles.panel,
        }}
      >
        <Tabs.List aria-label={t('settings.title')}>
          {SETTINGS_TABS.map((name) => (
            <Tabs.Tab key={name} value={name} leftSection={ICONS[name]}>
              {t(`settings.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralPanel />
        </Tabs.Panel>
        <Tabs.Panel value="accounts">
          <AccountsPanel />
        </Tabs.Panel>
        <Tabs.Panel value="notifications">{notifications}</Tabs.Panel>
        <Tabs.Panel value="trust">{trust}</Tabs.Panel>
        <Tabs.Panel value="model">{model}</Tabs.Panel>
        <Tabs.Panel value="privacy">
          {privacy}
          <ImageSenders />
        </Tabs.Panel>
        <Tabs.Panel value="backup">{backup}</Tabs.Panel>
        <Tabs.Panel value="shortcuts">{shortcuts}</Tabs.Panel>
        <Tabs.Panel value="health">
          <HealthPanel />
        </Tabs.Panel>
        <Tabs.Panel value="about">
          <AboutPanel />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}
