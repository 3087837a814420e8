import { Switch } from '@mantine/core';
import { useId } from 'react';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ContactList } from './contact-list.tsx';
import { weekSentence } from './contact-words.ts';
import styles from './privacy.module.css';
import { useContacts } from './use-contacts.ts';

/** Whom Casier has contacted and why, and the switch that ends it. */
export function LoadedPrivacyPanel() {
  const { t, language } = useText();
  const offline = useSession((state) => state.status?.offline === true);
  const setSettings = useSession((state) => state.setSettings);
  const contacts = useContacts();
  const id = useId();
  return (
    <div className={styles.panel} data-testid="privacy-panel">
      <div className={styles.line}>
        <div>
          <label className={styles.lineLabel} htmlFor={id}>
            {t('privacy.offline')}
          </label>
          <p className={styles.small} id={`${id}-hint`}>
            {t('privacy.offlineHint')}
          </p>
        </div>
        <Switch
          id={id}
          aria-describedby={`${id}-hint`}
          checked={offline}
          onChange={(event) => void setSettings({ offline: event.currentTarget.checked })}
          data-testid="privacy-offline"
        />
      </div>
      <h3 className={styles.heading}>{t('privacy.title')}</h3>
      {contacts.problem !== null && <ProblemNote problem={contacts.problem} />}
      {contacts.list === null ? (
        contacts.problem === null && <p className={styles.small}>{t('privacy.loading')}</p>
      ) : (
        <>
          <p className={styles.sentence} data-testid="privacy-week">
            {weekSentence(contacts.list.week, t, language)}
          </p>
          <ContactList contacts={contacts} list={contacts.list} />
        </>
      )}
      <p className={styles.small}>{t('privacy.promise')}</p>
    </div>
  );
}
