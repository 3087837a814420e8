import { Button } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect } from 'react';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useRules } from './rules-slice.ts';
import styles from './settings.module.css';

const TYPING_PAUSE_MS = 250;

/** The rules as text, with what is wrong and where. Only valid rules can be saved. */
export function RulesPanel() {
  const { t } = useText();
  const text = useRules((state) => state.text);
  const changed = useRules((state) => state.text !== state.savedText);
  const problems = useRules((state) => state.problems);
  const problem = useRules((state) => state.problem);
  const saving = useRules((state) => state.saving);
  const { load, type, check, save } = useRules((state) => state);
  const checkSoon = useDebouncedCallback(() => void check(), TYPING_PAUSE_MS);
  useEffect(() => void load(), [load]);
  return (
    <>
      <p className={styles.small}>{t('rules.intro')}</p>
      <textarea
        className={styles.rules}
        value={text}
        spellCheck={false}
        aria-label={t('settings.tab.rules')}
        aria-invalid={problems.length > 0}
        aria-describedby="rule-problems"
        data-testid="rules-text"
        onChange={(event) => {
          type(event.currentTarget.value);
          checkSoon();
        }}
      />
      {problem !== null && <ProblemNote problem={problem} />}
      <ul id="rule-problems" className={styles.ruleProblems} aria-live="polite">
        {problems.map((found, position) => (
          <li key={position}>
            <span className={styles.place}>
              {t('rules.place', { line: found.line, column: found.column })}
            </span>
            {t(`rules.problem.${found.code}`, { detail: found.detail })}
            {found.suggestion !== undefined && ` ${t('rules.suggestion', { suggestion: found.suggestion })}`}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span className={styles.small} role="status">
          {changed ? t('rules.unsaved') : t('rules.saved')}
        </span>
        <Button
          disabled={!changed || problems.length > 0}
          loading={saving}
          onClick={() => void save()}
          data-testid="rules-save"
        >
          {t('action.save')}
        </Button>
      </div>
    </>
  );
}
