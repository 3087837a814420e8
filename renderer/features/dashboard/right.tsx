import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { FolderRecord, Statistics } from '../../../contract/statistics.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber, formatShare } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { Question } from './charts/question.tsx';
import { pairKey, useDashboard } from './dashboard-slice.ts';
import { FEWEST } from './dashboard-words.ts';
import styles from './dashboard.module.css';

/** Folders shown before more are asked for. */
const FIRST = 6;

/** "Is it right?": by folder, how often, how sure that is, and what it has promised. */
export function Right({ statistics }: { readonly statistics: Statistics }) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const openSheet = useSession((state) => state.openSheet);
  const [all, setAll] = useState(false);
  const { folders, ever } = statistics;
  const title = t('dashboard.right.title');
  if (ever < FEWEST || folders.length === 0) {
    return (
      <Question title={title} testId="is-it-right">
        <p className={styles.note}>
          {ever < FEWEST
            ? t('dashboard.afterAnswers', { needed: FEWEST, count: ever })
            : t('dashboard.nothingAnswered', { count: statistics.days.length })}
        </p>
      </Question>
    );
  }
  const named = folders.map((folder) => ({
    ...folder,
    name: mailboxName(findMailbox(mailboxes, folder.mailboxId), t) || folder.name,
  }));
  const shown = all ? named : named.slice(0, FIRST);
  const share = (value: number) => formatShare(value, language);
  return (
    <Question
      title={title}
      testId="is-it-right"
      figures={{
        head: [
          t('dashboard.folder'),
          t('dashboard.right.right'),
          t('dashboard.right.answers'),
          t('dashboard.right.between'),
          t('dashboard.right.promise'),
        ],
        rows: named.map((folder) => [
          folder.name,
          share(folder.right / folder.answers),
          formatNumber(folder.answers, language),
          t('dashboard.right.range', {
            low: share(Math.round(folder.low * 100) / 100),
            high: share(Math.round(folder.high * 100) / 100),
          }),
          share(folder.promise),
        ]),
      }}
    >
      <ul className={styles.records} data-testid="folder-records">
        {shown.map((folder) => (
          <Folder key={folder.mailboxId} folder={folder} />
        ))}
      </ul>
      <p className={styles.key}>{t('dashboard.right.key')}</p>
      <div className={styles.actions}>
        {named.length > shown.length && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setAll(true)}>
            {t('dashboard.right.all', { count: named.length })}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => openSheet('settings', 'trust')}
        >
          {t('dashboard.right.trust')}
        </Button>
      </div>
    </Question>
  );
}

function Folder({ folder }: { readonly folder: FolderRecord }) {
  const { t, language } = useText();
  const list = useDashboard((state) => state.list);
  const { name, answers, right, low, high, promise, mailboxId } = folder;
  const number = (value: number) => formatNumber(value, language);
  const counts = t('dashboard.right.of', { right: number(right), count: answers, answers: number(answers) });
  return (
    <li data-kept={high >= promise}>
      <span className={styles.recordName} title={name}>
        {name}
      </span>
      <span className={styles.track} aria-hidden="true">
        <span
          className={styles.interval}
          style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }}
        />
        <span className={styles.promise} style={{ left: `${promise * 100}%` }} />
        <span className={styles.dot} style={{ left: `${(right / answers) * 100}%` }} />
      </span>
      {right < answers ? (
        <UnstyledButton
          className={styles.counts}
          title={t('dashboard.right.showWrong', { count: answers - right, number: number(answers - right) })}
          onClick={() => void list({ from: mailboxId, fromName: name, to: null, toName: null })}
          data-pair={pairKey({ from: mailboxId, to: null })}
          data-testid="folder-corrections"
        >
          {counts}
        </UnstyledButton>
      ) : (
        <span className={styles.counts}>{counts}</span>
      )}
    </li>
  );
}
