import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { Account, AccountLimits } from '../../../contract/accounts.ts';
import type { AccountId } from '../../../contract/ids.ts';
import { formatNumber, timeAgo } from '../../lib/words/format.ts';
import { useNow } from '../../lib/now.tsx';
import { useText } from '../../lib/words/text.ts';
import { AccountEdit } from './account-edit.tsx';
import { AccountLimitsForm } from './account-limits.tsx';
import { AccountRemoval } from './account-removal.tsx';
import { AccountState } from './account-state.tsx';
import styles from './settings.module.css';

export interface AccountActs {
  readonly pause: (id: AccountId) => Promise<void>;
  readonly resume: (id: AccountId) => Promise<void>;
  readonly syncNow: (id: AccountId) => Promise<void>;
  readonly remove: (id: AccountId, keepMail: boolean) => Promise<void>;
  readonly stopFirstSync: (id: AccountId) => Promise<void>;
  readonly continueFirstSync: (id: AccountId) => Promise<void>;
  readonly setLimits: (id: AccountId, limits: AccountLimits | null) => Promise<void>;
  /** The account was changed in its own form. */
  readonly changed: () => void;
}

interface Props {
  readonly account: Account;
  readonly acts: AccountActs;
}

/** One account: what it is, how it is doing, and its menu. */
export function AccountCard({ account, acts }: Props) {
  const now = useNow();
  const { t, language } = useText();
  const [asking, setAsking] = useState<'remove' | 'edit' | 'limits' | null>(null);
  const name = account.demo ? t('account.demo') : account.name || account.address;
  const paused = account.status === 'paused';
  const signedOut = account.status === 'signed-out';
  const facts = [
    t(`account.status.${account.status}`),
    t('mail.count', { count: account.messages, number: formatNumber(account.messages, language) }),
    account.lastSyncAt === null
      ? ''
      : t('accounts.lastSync', { when: timeAgo(account.lastSyncAt, now, language) }),
  ].filter(Boolean);
  return (
    <section className={styles.account} aria-label={name} data-testid="account-card">
      <div className={styles.accountTop}>
        <div className={styles.accountText}>
          <p className={styles.lineLabel}>{name}</p>
          <p className={styles.small}>{account.location}</p>
          <p className={styles.small}>{facts.join(' · ')}</p>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('accounts.menu', { name })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void acts.syncNow(account.id)} disabled={paused || signedOut}>
              {t('accounts.syncNow')}
            </Menu.Item>
            <Menu.Item
              disabled={signedOut}
              onClick={() => void (paused ? acts.resume(account.id) : acts.pause(account.id))}
            >
              {paused ? t('accounts.resume') : t('accounts.pause')}
            </Menu.Item>
            {account.kind === 'imap' && (
              <>
                <Menu.Item onClick={() => setAsking('edit')} data-testid="edit-account">
                  {t('accounts.edit')}
                </Menu.Item>
                <Menu.Item onClick={() => setAsking('limits')}>{t('accounts.limits')}</Menu.Item>
              </>
            )}
            <Menu.Divider />
            <Menu.Item color="var(--bad)" onClick={() => setAsking('remove')}>
              {t('accounts.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <AccountState
        account={account}
        onRetry={() => void acts.syncNow(account.id)}
        onContinue={() => void acts.continueFirstSync(account.id)}
        onStop={() => void acts.stopFirstSync(account.id)}
        onSignIn={() => setAsking('edit')}
      />
      {asking === 'limits' && (
        <AccountLimitsForm
          account={account}
          onCancel={() => setAsking(null)}
          onSave={async (limits) => {
            await acts.setLimits(account.id, limits);
            setAsking(null);
          }}
        />
      )}
      {asking === 'edit' && (
        <AccountEdit
          id={account.id}
          onClose={(changed) => {
            setAsking(null);
            if (changed) acts.changed();
          }}
        />
      )}
      {asking === 'remove' && (
        <AccountRemoval
          account={account}
          name={name}
          onCancel={() => setAsking(null)}
          onRemove={(keepMail) => {
            setAsking(null);
            void acts.remove(account.id, keepMail);
          }}
        />
      )}
    </section>
  );
}
