import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Account } from '../../../contract/accounts.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './settings.module.css';

interface Props {
  readonly account: Account;
  readonly name: string;
  readonly onCancel: () => void;
  readonly onRemove: (keepMail: boolean) => void;
}

/** Asks before an account goes, and whether its mail goes with it. A folder of mail is nothing but its mail. */
export function AccountRemoval({ account, name, onCancel, onRemove }: Props) {
  const { t } = useText();
  const [keepMail, setKeepMail] = useState(false);
  const canKeep = account.kind === 'imap' && account.status !== 'signed-out' && account.messages > 0;
  return (
    <div className={styles.confirm} role="alertdialog" aria-label={t('accounts.remove')}>
      <p>{t('accounts.removeQuestion', { name })}</p>
      {canKeep && (
        <Checkbox
          size="xs"
          label={t('accounts.keepMail')}
          checked={keepMail}
          onChange={(event) => setKeepMail(event.currentTarget.checked)}
        />
      )}
      <p className={styles.small}>{keepMail ? t('accounts.removeKeeps') : t('accounts.removeForgets')}</p>
      <div className={styles.confirmFoot}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button size="xs" color="red" onClick={() => onRemove(keepMail)} data-testid="confirm-remove">
          {t('accounts.remove')}
        </Button>
      </div>
    </div>
  );
}
