import { Progress } from '@mantine/core';
import type { ModelState } from '../../../contract/models.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { progressLine } from './model-words.ts';
import styles from './model.module.css';

interface Props {
  readonly name: string;
  readonly state: Extract<ModelState, { kind: 'downloading' | 'paused' | 'failed' }>;
}

/** How far a download is, and why it does not go on. */
export function ModelProgress({ name, state }: Props) {
  const { t, language } = useText();
  const { received, total } = state;
  const percent = total === null || total === 0 ? 0 : Math.min(100, (100 * received) / total);
  const problem = state.kind === 'paused' ? null : state.problem;
  return (
    <div className={styles.progress}>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent}
          color={state.kind === 'downloading' ? 'pine' : 'gray'}
          aria-label={t('model.progressOf', { name })}
          data-testid="model-progress"
        />
      </Progress.Root>
      <p className={styles.small} data-testid="model-progress-line">
        {progressLine(state, t, language)}
      </p>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}
