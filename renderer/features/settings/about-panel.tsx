import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { BuiltIn } from './built-in.tsx';
import { shareableReport } from './health-report.ts';
import styles from './settings.module.css';

/** What this is, where its files are, a report to share, and on whose work it stands. */
export function AboutPanel() {
  const { t } = useText();
  const { client } = useServices();
  const info = useSession((state) => state.info);
  const { go, openSheet } = useSession((state) => state);
  const clipboard = useClipboard();
  const [problem, setProblem] = useState<Problem | null>(null);
  if (info === null) return null;
  const show = async (): Promise<void> => {
    const reply = await client.call('app.showDataFolder', {});
    setProblem(reply.ok ? null : reply.problem);
  };
  const copy = async (): Promise<void> => {
    const reply = await client.call('health.get', {});
    if (reply.ok) clipboard.copy(shareableReport(reply.value));
    setProblem(reply.ok ? null : reply.problem);
  };
  return (
    <div className={styles.about} data-testid="about-panel">
      <p className={styles.small}>{t('about.tagline')}</p>
      <Fact name={t('about.version')} value={`Casier ${info.version}`} />
      <Fact name={t('about.licence')} value={t('about.licenceValue')} />
      <Fact name={t('about.rules')} value={info.rulesFile}>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            openSheet(null);
            go({ place: 'rules' });
          }}
        >
          {t('settings.openRules')}
        </Button>
      </Fact>
      <Fact name={t('about.data')} value={info.dataDir}>
        <Button variant="default" size="compact-sm" onClick={() => void show()} data-testid="about-show-data">
          {t('about.show')}
        </Button>
      </Fact>
      <Fact name={t('about.report')} value={t('about.reportHint')}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={
            clipboard.copied ? (
              <IconCheck size={14} aria-hidden="true" />
            ) : (
              <IconCopy size={14} aria-hidden="true" />
            )
          }
          onClick={() => void copy()}
          data-testid="about-report"
        >
          {t(clipboard.copied ? 'about.copied' : 'about.copy')}
        </Button>
      </Fact>
      {problem !== null && <ProblemNote problem={problem} />}
      <BuiltIn />
    </div>
  );
}

function Fact({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.line}>
      <div>
        <p className={styles.lineLabel}>{name}</p>
        <p className={styles.path}>{value}</p>
      </div>
      {children}
    </div>
  );
}
