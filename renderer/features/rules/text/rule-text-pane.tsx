import { lazy, Suspense, useRef } from 'react';
import type { RuleProblem } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { problemInWords } from '../problem-words.ts';
import { useRules } from '../rules-state.ts';
import type { EditorHandle } from './yaml-editor.tsx';
import styles from './text.module.css';

/** The editor is the heaviest part of the screen: the form is there before it. */
const Editor = lazy(async () => ({ default: (await import('./yaml-editor.tsx')).YamlEditor }));

/** All rules as text, and what is wrong with it and where. */
export function RuleTextPane() {
  const { t } = useText();
  const problems = useRules((state) => state.problems);
  const editor = useRef<EditorHandle>(null);
  return (
    <section className={styles.pane} aria-label={t('rules.face.text')} data-testid="rules-text">
      <Suspense fallback={<div className={styles.editor} />}>
        <Editor handle={editor} />
      </Suspense>
      {problems.length > 0 && (
        <ul
          id="rule-problems"
          className={styles.problems}
          aria-label={t('rules.problemsLabel')}
          aria-live="polite"
        >
          {problems.map((problem, position) => (
            <ProblemLine key={position} problem={problem} onGo={() => editor.current?.goTo(problem)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ProblemLine({ problem, onGo }: { readonly problem: RuleProblem; readonly onGo: () => void }) {
  const { t } = useText();
  const { text, detail } = problemInWords(problem, t);
  return (
    <li>
      <button type="button" className={styles.problem} onClick={onGo} data-testid="rule-problem">
        <span className={styles.place}>
          {t('rules.place', { line: problem.line, column: problem.column })}
        </span>
        <span>
          {text}
          {detail !== '' && <span className={styles.remainder}>{detail}</span>}
        </span>
      </button>
    </li>
  );
}
