import { Badge } from '@mantine/core';
import type { Model } from '../../../contract/models.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ModelButtons } from './model-buttons.tsx';
import { ModelProgress } from './model-progress.tsx';
import { useModels } from './model-slice.ts';
import { factsLine, speedLine } from './model-words.ts';
import styles from './model.module.css';

/** One model: what it is, what it costs, where it stands, and what can be done with it. */
export function ModelCard({ model }: { readonly model: Model }) {
  const { t, language } = useText();
  const problem = useModels(({ problem: last }) => (last?.id === model.id ? last.problem : null));
  const { name, state, notes, recommended, chosen, fits, source } = model;
  const speed = speedLine(model, t, language);
  const note = notes === null ? null : language.startsWith('fr') ? notes.fr : notes.en;
  return (
    <article
      className={styles.card}
      aria-label={name}
      data-testid="model-card"
      data-model={model.id}
      data-state={state.kind}
      data-chosen={chosen}
    >
      <div className={styles.top}>
        <div className={styles.text}>
          <p className={styles.name}>
            {name}
            {chosen && state.kind === 'ready' && (
              <Badge component="span" size="sm" variant="light" tt="none" data-testid="model-in-use">
                {t('model.inUse')}
              </Badge>
            )}
            {recommended && state.kind === 'absent' && (
              <Badge component="span" size="sm" variant="light" tt="none">
                {t('model.recommended')}
              </Badge>
            )}
          </p>
          <p className={styles.small}>{factsLine(model, t, language)}</p>
          {note !== null && <p className={styles.small}>{note}</p>}
          {source !== null && <p className={styles.source}>{source}</p>}
          {speed !== null && fits !== 'no' && (
            <p className={styles.small} data-testid="model-speed">
              {speed}
            </p>
          )}
          {fits === 'tight' && <p className={styles.warn}>{t('model.tight')}</p>}
          {fits === 'no' && <p className={styles.warn}>{t('problem.model-too-large')}</p>}
          {state.kind === 'missing' && <p className={styles.warn}>{t('model.missing')}</p>}
          {state.kind === 'ready' && model.origin !== 'file' && (
            <p className={styles.small}>{t(`model.checked.${state.checked}`)}</p>
          )}
        </div>
        <ModelButtons model={model} />
      </div>
      {(state.kind === 'downloading' || state.kind === 'paused' || state.kind === 'failed') && (
        <ModelProgress name={name} state={state} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </article>
  );
}
