import { Button, Menu } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useText } from '../../../lib/words/text.ts';
import { hostOf } from './link-host.ts';
import type { MailLink } from './sanitise.ts';
import styles from './body.module.css';

interface Props {
  readonly links: readonly MailLink[];
  readonly onOpen: (link: number) => void;
}

/** All links of the mail, each with the host it really leads to. */
export function Links({ links, onOpen }: Props) {
  const { t } = useText();
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconLink size={14} aria-hidden="true" />}
        >
          {t('mail.links', { count: links.length })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.links}>
        {links.map(({ url, text }, position) => (
          <Menu.Item key={url} onClick={() => onOpen(position)} title={url}>
            <span className={styles.linkText}>{text || url}</span>
            <span className={styles.linkHost}>{hostOf(url)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
