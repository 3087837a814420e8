import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Account, AccountLimits } from '../../../contract/accounts.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './settings.module.css';

interface Props {
  readonly account: Account;
  readonly onCancel: () => void;
  /** Null: what is usual with this server. */
  readonly onSave: (limits: AccountLimits | null) => Promise<void>;
}

/** How gently the account's server is treated. */
export function AccountLimitsForm({ account, onCancel, onSave }: Props) {
  const { t } = useText();
  const [limits, setLimits] = useState(account.limits);
  const numberOf = (value: string | number): number | null =>
    value === '' || Number.isNaN(Number(value)) ? null : Number(value);
  return (
    <form
      className={styles.confirm}
      aria-label={t('accounts.limits')}
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(limits);
      }}
    >
      <p className={styles.small}>{t('accounts.limitsBody')}</p>
      <NumberInput
        label={t('accounts.connections')}
        description={t('accounts.connectionsHint')}
        min={1}
        max={10}
        clampBehavior="strict"
        allowDecimal={false}
        value={limits.connections}
        onChange={(value) => setLimits({ ...limits, connections: numberOf(value) ?? limits.connections })}
      />
      <NumberInput
        label={t('accounts.mailsPerMinute')}
        placeholder={t('accounts.noLimit')}
        min={10}
        max={1_000_000}
        allowDecimal={false}
        value={limits.mailsPerMinute ?? ''}
        onChange={(value) => setLimits({ ...limits, mailsPerMinute: numberOf(value) })}
      />
      <NumberInput
        label={t('accounts.mailsPerRun')}
        description={t('accounts.mailsPerRunHint')}
        placeholder={t('accounts.noLimit')}
        min={10}
        max={10_000_000}
        allowDecimal={false}
        value={limits.mailsPerRun ?? ''}
        onChange={(value) => setLimits({ ...limits, mailsPerRun: numberOf(value) })}
      />
      <div className={styles.confirmFoot}>
        <Button size="xs" variant="subtle" color="gray" onClick={() => void onSave(null)}>
          {t('accounts.usualLimits')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button size="xs" type="submit">
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
