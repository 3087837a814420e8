import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useRef } from 'react';
import { useText } from '../../../lib/words/text.ts';
import { useExchange } from '../exchange-slice.ts';
import { useRules } from '../rules-state.ts';
import styles from './list.module.css';

/** Rules from and for other programs, and where these are kept. */
export function ExchangeMenu() {
  const { t } = useText();
  const file = useRules((state) => state.file);
  const { open, write } = useExchange((state) => state);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu position="bottom-end" width={300}>
        <Menu.Target>
          <ActionIcon aria-label={t('rules.menu')} data-testid="rules-menu">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileImport size={16} />}
            onClick={() => input.current?.click()}
            data-testid="rules-import"
          >
            {t('rules.import.choose')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileExport size={16} />}
            onClick={() => void write()}
            data-testid="rules-export"
          >
            {t('rules.export.choose')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label className={styles.file}>{t('rules.file', { path: file })}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <input
        ref={input}
        type="file"
        accept=".dat,.sieve,.siv,.txt"
        hidden
        aria-label={t('rules.import.choose')}
        data-testid="rules-import-file"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (chosen !== undefined) void open(chosen);
        }}
      />
    </>
  );
}
