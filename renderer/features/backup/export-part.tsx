import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ExportStatus } from '../../../contract/leaving.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './backup.module.css';

/** Everything in formats that other programs read: how far it is, where it went, and a way to end it. */
export function ExportPart() {
  const { t, language } = useText();
  const { client } = useServices();
  const [status, setStatus] = useState<ExportStatus | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void client.call('export.status', {}).then((reply) => reply.ok && setStatus(reply.value));
    return client.on('export.changed', setStatus);
  }, [client]);

  async function run(): Promise<void> {
    setProblem(null);
    const reply = await client.call('app.export', {});
    if (!reply.ok && reply.problem.code !== 'cancelled') setProblem(reply.problem);
  }
  async function show(): Promise<void> {
    const reply = await client.call('app.showExport', {});
    if (!reply.ok) setProblem(reply.problem);
  }

  if (status === null) return null;
  const { running, done, total, last } = status;
  return (
    <section className={styles.part} aria-label={t('backup.export')} data-testid="export-part">
      <h3 className={styles.heading}>{t('backup.export')}</h3>
      <div className={styles.line}>
        <p className={styles.small}>{t('backup.exportHint')}</p>
        {running ? (
          <Button
            variant="default"
            size="xs"
            onClick={() => void client.call('export.cancel', {})}
            data-testid="export-cancel"
          >
            {t('action.cancel')}
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={() => void run()} data-testid="export">
            {t('backup.exportAct')}
          </Button>
        )}
      </div>
      {running && (
        <Progress
          value={total === 0 ? 0 : (100 * done) / total}
          size="sm"
          aria-label={t('backup.exporting')}
        />
      )}
      {!running && last !== null && (
        <div className={styles.line}>
          <p className={`${styles.small ?? ''} ${styles.said ?? ''}`} role="status" data-testid="exported">
            {t('backup.exported', {
              path: last.path,
              count: last.rows,
              number: formatNumber(last.rows, language),
              size: formatBytes(last.bytes, language),
            })}
          </p>
          <Button variant="subtle" color="gray" size="xs" onClick={() => void show()}>
            {t('action.show')}
          </Button>
        </div>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </section>
  );
}
