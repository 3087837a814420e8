import { UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { AddAccount, type WithMbox } from './add-account.tsx';
import { useAddAccount } from './add-account-slice.ts';
import styles from './accounts.module.css';

/** What a person sees first: what this is, and the ways in. */
export function LoadedFirstRun({ mbox, importing }: WithMbox) {
  const { t, language } = useText();
  const other = language.startsWith('fr') ? 'en' : 'fr';
  const setSettings = useSession((state) => state.setSettings);
  const load = useSession((state) => state.load);
  const openSheet = useSession((state) => state.openSheet);
  const choosing = useAddAccount((state) => state.step === 'choose');
  const go = useAddAccount((state) => state.go);
  useEffect(() => {
    if (importing) go('mbox');
  }, [importing, go]);
  // The last account may have been removed in a sheet that is gone now.
  useEffect(() => openSheet(null), [openSheet]);
  return (
    <main className={styles.first} data-testid="first-run">
      <div className={styles.sheet}>
        <h1 className={styles.welcome}>{choosing ? t('welcome.title') : t('accounts.addTitle')}</h1>
        {choosing && <p className={styles.lead}>{t('welcome.lead')}</p>}
        <AddAccount offersDemo mbox={mbox} onAdded={() => void load()} />
        <p className={styles.promise}>
          <IconLock size={14} aria-hidden="true" />
          {t('welcome.promise')}
        </p>
        <UnstyledButton
          className={styles.language}
          lang={other}
          onClick={() => void setSettings({ language: other })}
          data-testid="other-language"
        >
          {t(`settings.languages.${other}`)}
        </UnstyledButton>
      </div>
    </main>
  );
}
