import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AskingSwitches } from './asking-limits.tsx';
import { useAsking } from './asking-slice.ts';
import { queueLine, stateSentence, todayLine } from './asking-words.ts';
import styles from './asking.module.css';
import { FolderNotes } from './folder-notes.tsx';

/** What the language model does now, what it may do, and what it is told. Nothing, without a model: nobody needs one. */
export function LoadedAskingPanel() {
  const { t, language } = useText();
  const status = useAsking((state) => state.status);
  const problem = useAsking((state) => state.problem);
  const load = useAsking((state) => state.load);
  const pause = useAsking((state) => state.pause);
  useEffect(() => void load(), [load]);
  if (status === null) return problem === null ? null : <ProblemNote problem={problem} />;
  if (status.state === 'no-model') return null;
  const { enabled } = status.limits;
  const lines = [queueLine(status, t, language), todayLine(status, t, language)].filter(Boolean);
  return (
    <section
      className={styles.panel}
      aria-label={t('asking.title')}
      data-testid="asking-panel"
      data-state={status.state}
    >
      <h3 className={styles.heading}>{t('asking.title')}</h3>
      <div className={styles.now}>
        <div className={styles.text}>
          <p role="status" data-testid="asking-state">
            {stateSentence(status, t, language)}
          </p>
          {enabled &&
            lines.map((line) => (
              <p key={line} className={styles.small} data-testid="asking-line">
                {line}
              </p>
            ))}
        </div>
        {enabled && (status.paused || status.waiting > 0) && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={
              status.paused ? (
                <IconPlayerPlay size={14} aria-hidden="true" />
              ) : (
                <IconPlayerPause size={14} aria-hidden="true" />
              )
            }
            onClick={() => void pause(!status.paused)}
            data-testid="asking-pause"
          >
            {t(status.paused ? 'asking.resume' : 'asking.pause')}
          </Button>
        )}
      </div>
      {status.state === 'model-failed' && status.problem !== null && <ProblemNote problem={status.problem} />}
      {problem !== null && <ProblemNote problem={problem} />}
      <AskingSwitches limits={status.limits} />
      {enabled && <FolderNotes />}
    </section>
  );
}
