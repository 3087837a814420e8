import { Button, Loader } from '@mantine/core';
import { IconMessage2, IconPlayerStop } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { MessageId } from '../../../contract/ids.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { explainStore, useExplain } from './explain-slice.ts';
import styles from './reader.module.css';

/** Why the proposal fits, in a sentence by the language model: asked for by the person, and marked as the model's words. */
export function Explanation({ id }: { readonly id: MessageId }) {
  const { t, language } = useText();
  const store = explainStore.useApi();
  const { available, of, text, done, problem } = useExplain((state) => state);
  const asked = of === id;
  useEffect(() => {
    void store.getState().check();
    return () => store.getState().stop();
  }, [store, id]);

  if (!asked) {
    if (!available) return null;
    return (
      <Button
        className={styles.explain ?? ''}
        variant="subtle"
        color="gray"
        size="compact-xs"
        leftSection={<IconMessage2 size={13} aria-hidden="true" />}
        onClick={() => void store.getState().start(id, language.startsWith('fr') ? 'fr' : 'en')}
        data-testid="explain"
      >
        {t('explain.ask')}
      </Button>
    );
  }
  if (problem !== null) return <ProblemNote problem={problem} />;
  return (
    <figure className={styles.explanation} data-testid="explanation" data-done={done}>
      <blockquote className={styles.said} aria-live="polite" aria-busy={!done}>
        {text}
        {!done && <Loader className={styles.saying ?? ''} type="dots" size={18} color="gray" />}
      </blockquote>
      <figcaption className={styles.sayer}>
        {t('explain.byModel')}
        {!done && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconPlayerStop size={12} aria-hidden="true" />}
            onClick={() => store.getState().stop()}
            data-testid="stop-explaining"
          >
            {t('explain.stop')}
          </Button>
        )}
      </figcaption>
    </figure>
  );
}
