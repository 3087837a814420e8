import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { problemSentence } from '../lib/words/problem-sentence.ts';
import { useText } from '../lib/words/text.ts';
import styles from './small-parts.module.css';

interface Props {
  readonly problem: Problem;
  readonly children?: ReactNode;
}

/** Whether the technical remainder says anything that the sentence does not. */
function tellsMore({ code, reason, detail }: Problem): boolean {
  if (detail === undefined || code === 'invalid-input' || code === 'timeout') return false;
  return reason === undefined || reason.startsWith('path-');
}

/** A problem in a plain sentence, with the technical remainder behind it. */
export function ProblemNote({ problem, children }: Props) {
  const { t } = useText();
  return (
    <div className={styles.problem} role="alert">
      <IconAlertCircle size={16} className={styles.problemIcon} aria-hidden="true" />
      <div className={styles.problemText}>
        <p>{problemSentence(t, problem)}</p>
        {tellsMore(problem) && <p className={styles.problemDetail}>{problem.detail}</p>}
        {children}
      </div>
    </div>
  );
}
