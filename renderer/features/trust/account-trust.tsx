import { NumberInput } from '@mantine/core';
import type { Account } from '../../../contract/accounts.ts';
import type { AccountTrust, TrustOverview } from '../../../contract/trust.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { FolderTrustRow } from './folder-trust.tsx';
import { foldersOf, useTrust } from './trust-slice.ts';
import styles from './trust.module.css';

interface Props {
  readonly account: Account;
  readonly overview: TrustOverview;
  /** Whether to say whose folders these are. */
  readonly named: boolean;
}

/** An account's folders, under what they may do together. */
export function AccountTrustSection({ account, overview, named }: Props) {
  const { t } = useText();
  const own = overview.accounts.find(({ accountId }) => accountId === account.id);
  const folders = foldersOf(overview, account.id);
  if (own === undefined || folders.length === 0) return null;
  const name = account.name || account.address;
  return (
    <section aria-label={name} className={styles.account}>
      {named && <h3 className={styles.accountName}>{name}</h3>}
      <Ceiling account={own} />
      {own.replaying && (
        <p className={styles.small} role="status">
          {t('trust.replaying')}
        </p>
      )}
      <ul className={styles.folders}>
        {folders.map((folder) => (
          <FolderTrustRow key={folder.mailboxId} folder={folder} revision={overview.revision} />
        ))}
      </ul>
    </section>
  );
}

function Ceiling({ account }: { readonly account: AccountTrust }) {
  const { t, language } = useText();
  const setCeiling = useTrust((state) => state.setCeiling);
  return (
    <div className={styles.ceiling}>
      <span>
        <span className={styles.ceilingLabel}>{t('trust.ceiling')}</span>
        <span className={styles.small}>
          {t('trust.filedToday', {
            count: account.filedToday,
            number: formatNumber(account.filedToday, language),
          })}
        </span>
      </span>
      <NumberInput
        // Made anew with the value that holds: while typing, nothing is asked.
        key={account.ceiling}
        size="xs"
        w={96}
        min={0}
        max={100_000}
        allowDecimal={false}
        aria-label={t('trust.ceiling')}
        defaultValue={account.ceiling}
        onBlur={(event) => {
          const ceiling = Number(event.currentTarget.value.replace(/\D/g, ''));
          if (event.currentTarget.value !== '' && ceiling !== account.ceiling)
            void setCeiling(account.accountId, ceiling);
        }}
        data-testid="trust-ceiling"
      />
    </div>
  );
}
