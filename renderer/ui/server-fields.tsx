import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ImapSettings } from '../../contract/imap-settings.ts';
import type { Problem, ProblemCode, ProblemReason } from '../../contract/problem.ts';
import { useText } from '../lib/words/text.ts';
import styles from './small-parts.module.css';

const SECURITIES = ['tls', 'starttls', 'none'] as const satisfies readonly ImapSettings['security'][];

/** The customary port of a way to encrypt (RFC 8314: 993 from the first byte, 143 otherwise). */
const PORTS: Record<ImapSettings['security'], number> = { tls: 993, starttls: 143, none: 143 };

type Cause = ProblemReason | ProblemCode;
/** Which field is to be mended. */
const FAULTS: Record<'host' | 'port' | 'security', readonly Cause[]> = {
  host: ['host-unknown', 'certificate-name', 'no-answer', 'already-added'],
  port: ['port-closed', 'not-imap'],
  security: ['speaks-plain', 'speaks-tls', 'no-starttls', 'clear-password'],
};

interface Props {
  readonly imap: ImapSettings;
  readonly onChange: (imap: ImapSettings) => void;
  /** What the last try came to: the field that it is about is marked. */
  readonly problem: Problem | null;
}

/** A server, its port, how it encrypts, and who signs in. Another way to encrypt brings its port, unless that was unusual. */
export function ServerFields({ imap, onChange, problem }: Props) {
  const { t } = useText();
  // A port that is being typed anew is empty for a moment.
  const [emptied, setEmptied] = useState(false);
  const change = (part: Partial<ImapSettings>) => onChange({ ...imap, ...part });
  const faulty = (field: keyof typeof FAULTS) =>
    problem !== null && FAULTS[field].includes(problem.reason ?? problem.code);
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.host')}
          value={imap.host}
          spellCheck={false}
          error={faulty('host')}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('accounts.port')}
          value={emptied ? '' : imap.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          error={faulty('port')}
          onBlur={() => setEmptied(false)}
          onChange={(value) => {
            setEmptied(value === '');
            change({ port: Number(value) || PORTS[imap.security] });
          }}
        />
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.username')}
          value={imap.username}
          spellCheck={false}
          onChange={(event) => change({ username: event.currentTarget.value })}
        />
        <Select
          label={t('accounts.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`accounts.securities.${value}`) }))}
          value={imap.security}
          allowDeselect={false}
          error={faulty('security')}
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
