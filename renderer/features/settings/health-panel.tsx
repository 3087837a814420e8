import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import type { HealthReport } from '../../../contract/status.ts';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { shareableReport } from './health-report.ts';
import styles from './settings.module.css';

/** How the engine is doing, and a report to copy that names no person. */
export function HealthPanel() {
  const { t, language } = useText();
  const { client } = useServices();
  const [report, setReport] = useState<HealthReport | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const clipboard = useClipboard();
  useEffect(() => {
    let here = true;
    void client.call('health.get', {}).then((reply) => {
      if (!here) return;
      if (reply.ok) setReport(reply.value);
      else setProblem(reply.problem);
    });
    return () => {
      here = false;
    };
  }, [client]);
  if (problem !== null) return <ProblemNote problem={problem} />;
  if (report === null) return <p className={styles.small}>{t('health.loading')}</p>;
  const number = (value: number) => formatNumber(value, language);
  const facts: [string, string][] = [
    [t('health.version'), report.version],
    [t('health.integrity'), report.integrity === 'ok' ? t('health.intact') : report.integrity],
    [t('health.messages'), number(report.messages)],
    [t('health.proposals'), number(report.proposals)],
    [
      t('health.queue'),
      t('health.queueValue', { queued: number(report.jobs.queued), failed: number(report.jobs.failed) }),
    ],
    [t('health.database'), formatBytes(report.databaseBytes, language)],
    [t('health.memory'), formatBytes(report.memoryBytes, language)],
    [t('health.free'), formatBytes(report.freeBytes, language)],
    [t('health.dataDir'), report.dataDir],
  ];
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.foot}>
        <span className={styles.small}>{t('health.copyHint')}</span>
        <Button
          variant="default"
          leftSection={
            clipboard.copied ? (
              <IconCheck size={16} aria-hidden="true" />
            ) : (
              <IconCopy size={16} aria-hidden="true" />
            )
          }
          onClick={() => clipboard.copy(shareableReport(report))}
        >
          {clipboard.copied ? t('health.copied') : t('health.copy')}
        </Button>
      </div>
    </>
  );
}
