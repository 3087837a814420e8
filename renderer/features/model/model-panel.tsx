import { Loader } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useServices } from '../../lib/services.tsx';
import { formatBytes } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ModelCard } from './model-card.tsx';
import { ModelMirrors } from './model-mirrors.tsx';
import { modelsHere, modelsToHave, useModels } from './model-slice.ts';
import { OwnModel } from './own-model.tsx';
import styles from './model.module.css';

/** Which language model helps with what is uncertain, and how to get one. `asking`: what it does; `elsewhere`: one on another computer; features of their own. */
export function LoadedModelPanel({
  asking,
  elsewhere,
}: {
  readonly asking?: ReactNode;
  readonly elsewhere?: ReactNode;
}) {
  const { t, language } = useText();
  const { client } = useServices();
  const list = useModels((state) => state.list);
  const problem = useModels((state) => state.problem);
  const load = useModels((state) => state.load);
  const follow = useModels((state) => state.follow);
  useEffect(() => {
    void load();
    return client.on('models.changed', ({ models }) => follow(models));
  }, [client, load, follow]);
  if (list === null)
    return problem === null ? (
      <Loader size={18} color="gray" role="img" aria-label={t('model.loading')} />
    ) : (
      <ProblemNote problem={problem.problem} />
    );
  const here = modelsHere(list);
  const others = modelsToHave(list);
  return (
    <div className={styles.panel} data-testid="model-panel">
      <p className={styles.small}>{t('model.intro')}</p>
      {here.length > 0 && (
        <section className={styles.section} aria-label={t('model.here')}>
          <h3 className={styles.heading}>{t('model.here')}</h3>
          {here.map((model) => (
            <ModelCard key={model.id} model={model} />
          ))}
        </section>
      )}
      {asking}
      {others.length > 0 && (
        <section className={styles.section} aria-label={t('model.toHave')}>
          <div className={styles.headingLine}>
            <h3 className={styles.heading}>{t('model.toHave')}</h3>
            <span className={styles.small}>
              {list.free === null
                ? t('model.computer', { memory: formatBytes(list.memory, language) })
                : t('model.computerFree', {
                    memory: formatBytes(list.memory, language),
                    free: formatBytes(list.free, language),
                  })}
            </span>
          </div>
          {others.map((model) => (
            <ModelCard key={model.id} model={model} />
          ))}
        </section>
      )}
      <OwnModel />
      {problem !== null && problem.id === null && <ProblemNote problem={problem.problem} />}
      <ModelMirrors settings={list.settings} folder={list.folder} />
      {elsewhere}
    </div>
  );
}
