import { Button, Menu } from '@mantine/core';
import { IconLink, IconPhotoOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { hostOf } from './link-host.ts';
import { sanitiseMail, type MailLink } from './sanitise.ts';
import styles from './reader.module.css';

interface Props {
  readonly html: string;
  readonly inlineImages: Readonly<Record<string, string>>;
}

/** A mail's HTML in a frame that can neither run nor load anything. It fills the column and scrolls inside. */
export function MailFrame({ html, inlineImages }: Props) {
  const { t } = useText();
  const safe = useMemo(() => sanitiseMail(html, inlineImages), [html, inlineImages]);
  return (
    <>
      {(safe.blocked > 0 || safe.links.length > 0) && (
        <div className={styles.guard}>
          {safe.blocked > 0 && (
            <span className={styles.blocked} data-testid="blocked-images">
              <IconPhotoOff size={14} aria-hidden="true" />
              {t('mail.blocked', { count: safe.blocked })}
            </span>
          )}
          <span className={styles.spring} />
          {safe.links.length > 0 && <Links links={safe.links} />}
        </div>
      )}
      <iframe
        className={styles.frame}
        sandbox=""
        srcDoc={safe.document}
        title={t('mail.body')}
        referrerPolicy="no-referrer"
      />
    </>
  );
}

/** The frame has no scripts to open a link with: the mail's links stand here, with the host they really lead to. */
function Links({ links }: { readonly links: readonly MailLink[] }) {
  const { t } = useText();
  const { client } = useServices();
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
        {links.map(({ url, text }) => (
          <Menu.Item key={url} onClick={() => void client.call('app.openLink', { url })} title={url}>
            <span className={styles.linkText}>{text || url}</span>
            <span className={styles.linkHost}>{hostOf(url)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
