import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNow } from '../../lib/now.tsx';
import { formatNumber, longDate, shortDate, timeAgo } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { amountWords, purposeWords } from './contact-words.ts';
import styles from './privacy.module.css';
import type { ContactPages, Contacts } from './use-contacts.ts';

/** The hosts, the last contacted first. */
export function ContactList({
  contacts,
  list,
}: {
  readonly contacts: Contacts;
  readonly list: ContactPages;
}) {
  const { t, language } = useText();
  const now = useNow();
  if (list.rows.length === 0) return null;
  return (
    <>
      <table className={styles.table} aria-label={t('privacy.title')} data-testid="privacy-contacts">
        <thead>
          <tr>
            <th scope="col">{t('privacy.who')}</th>
            <th scope="col">{t('privacy.what')}</th>
            <th scope="col">{t('privacy.since')}</th>
            <th scope="col">{t('privacy.last')}</th>
            <th scope="col" className={styles.number}>
              {t('privacy.often')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={`${row.host} ${row.purpose}`}>
              <th scope="row" title={t('privacy.ports', { ports: row.ports.join(', ') })}>
                {row.host}
                {row.here && <span className={styles.below}>{t('privacy.here')}</span>}
              </th>
              <td>
                {purposeWords(row, t)}
                <span className={styles.below}>{amountWords(row, t, language)}</span>
              </td>
              <td className={styles.when} title={longDate(row.firstAt, language)}>
                {shortDate(row.firstAt, now, language)}
              </td>
              <td className={styles.when} title={longDate(row.lastAt, language)}>
                {timeAgo(row.lastAt, now, language)}
              </td>
              <td className={styles.number}>{formatNumber(row.connections, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        {list.next !== null && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => void contacts.more()}
            data-testid="privacy-more"
          >
            {t('privacy.more')}
          </Button>
        )}
        <span className={styles.spring} />
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => void contacts.exportAll()}
          data-testid="privacy-export"
        >
          {t('privacy.export')}
        </Button>
      </div>
    </>
  );
}
