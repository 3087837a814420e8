import { Loader } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { useEffect } from 'react';
import { useServices } from '../../lib/services.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AccountTrustSection } from './account-trust.tsx';
import { DemotionNote } from './demotion-note.tsx';
import { useTrust } from './trust-slice.ts';
import styles from './trust.module.css';

const REFRESH_MS = 1000;

/** Which folders may file by themselves, and why the others may not yet. */
export function LoadedTrustPanel() {
  const { t } = useText();
  const { client } = useServices();
  const accounts = useSession(selectAccounts);
  const overview = useTrust((state) => state.overview);
  const problem = useTrust((state) => state.problem);
  const load = useTrust((state) => state.load);
  const refresh = useThrottledCallback(() => void load(), REFRESH_MS);
  useEffect(() => {
    void load();
    return client.on('status.changed', refresh);
  }, [client, load, refresh]);
  return (
    <div className={styles.panel} data-testid="trust-panel">
      <p className={styles.small}>{t('trust.intro')}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <DemotionNote />
      {overview === null ? (
        <Loader size={18} color="gray" role="img" aria-label={t('trust.loading')} />
      ) : (
        accounts.map((account) => (
          <AccountTrustSection
            key={account.id}
            account={account}
            overview={overview}
            named={accounts.length > 1}
          />
        ))
      )}
      {overview?.folders.length === 0 && (
        <EmptyNote title={t('trust.emptyTitle')}>
          <p>{t('trust.emptyBody')}</p>
        </EmptyNote>
      )}
    </div>
  );
}
