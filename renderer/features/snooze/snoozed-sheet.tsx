import { Button, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { SnoozedRow } from '../../../contract/suggestions.ts';
import { useNow } from '../../lib/now.tsx';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber, momentName } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { nameOf } from '../../lib/words/people.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './snooze.module.css';

/** The first ones to come back; all of them can be brought back at once. */
const SHOWN = 200;

/** What was put off, with a way to bring it back now. */
export function LoadedSnoozedSheet() {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'snoozed');
  const openSheet = useSession((state) => state.openSheet);
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('snooze.sheet')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={560}
    >
      {opened && <List />}
    </Modal>
  );
}

function List() {
  const now = useNow();
  const { t, language } = useText();
  const { client, filing } = useServices();
  const mailboxes = useSession((state) => state.mailboxes);
  const revision = useSession((state) => state.status?.revision);
  const openSheet = useSession((state) => state.openSheet);
  const [found, setFound] = useState<{ total: number; rows: readonly SnoozedRow[] }>({ total: 0, rows: [] });
  // Each change to the proposals is a new revision.
  useEffect(() => {
    let current = true;
    void client.call('suggestions.snoozed', { limit: SHOWN }).then((reply) => {
      if (current && reply.ok) setFound(reply.value);
    });
    return () => {
      current = false;
    };
  }, [client, revision]);

  async function wake(which: Parameters<typeof filing.wake>[0], last: boolean): Promise<void> {
    await filing.wake(which);
    if (last) openSheet(null);
  }
  const { total, rows } = found;
  return (
    <>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.id} className={styles.row} data-testid="snoozed-row">
            <div className={styles.text}>
              <p className={styles.sender}>
                {nameOf(row.sender)}{' '}
                <span className={styles.when}>→ {mailboxName(findMailbox(mailboxes, row.target), t)}</span>
              </p>
              <p className={styles.subject}>{row.subject.trim() || t('mail.noSubject')}</p>
            </div>
            <span className={styles.when}>{momentName(row.until, now, language)}</span>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void wake({ ids: [row.id] }, total === 1)}
              data-testid="wake-one"
            >
              {t('snooze.wake')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.when}>
          {total > rows.length &&
            t('snooze.more', {
              count: total - rows.length,
              number: formatNumber(total - rows.length, language),
            })}
        </span>
        <Button
          size="sm"
          variant="default"
          onClick={() => void wake({ all: true }, true)}
          data-testid="wake-all"
        >
          {t('snooze.wakeAll', { count: total, number: formatNumber(total, language) })}
        </Button>
      </div>
    </>
  );
}
