import { NumberInput, Select, TextInput } from '@mantine/core';
import type { ImapSettings } from '../../contract/imap-settings.ts';
import { useText } from '../lib/words/text.ts';
import styles from './small-parts.module.css';

const SECURITIES = ['tls', 'starttls', 'none'] as const satisfies readonly ImapSettings['security'][];

/** The customary port of a way to encrypt (RFC 8314: 993 from the first byte, 143 otherwise). */
const PORTS: Record<ImapSettings['security'], number> = { tls: 993, starttls: 143, none: 143 };

interface Props {
  readonly imap: ImapSettings;
  readonly onChange: (imap: ImapSettings) => void;
}

/** A server, its port, how it encrypts, and who signs in. Another way to encrypt brings its port, unless that was unusual. */
export function ServerFields({ imap, onChange }: Props) {
  const { t } = useText();
  const change = (part: Partial<ImapSettings>) => onChange({ ...imap, ...part });
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.host')}
          value={imap.host}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('accounts.port')}
          value={imap.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          onChange={(value) => change({ port: Number(value) || PORTS[imap.security] })}
        />
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.username')}
          value={imap.username}
          onChange={(event) => change({ username: event.currentTarget.value })}
        />
        <Select
          label={t('accounts.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`accounts.securities.${value}`) }))}
          value={imap.security}
          allowDeselect={false}
          onChange={(value) => {
            const security = SECURITIES.find((known) => known === value);
            if (security === undefined) return;
            const usual = imap.port === PORTS[imap.security];
            change({ security, port: usual ? PORTS[security] : imap.port });
          }}
        />
      </div>
    </>
  );
}
