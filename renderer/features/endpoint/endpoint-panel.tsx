import { Button, Switch, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './endpoint.module.css';
import { leadsTo, trialWords } from './endpoint-words.ts';
import { useEndpoint } from './use-endpoint.ts';

/** The way to a language model on another computer: where it is, whether it understands, and what would go there. */
export function LoadedEndpointPanel() {
  const { t, language } = useText();
  const form = useEndpoint();
  const id = useId();
  const { kept, draft, busy, changed, trial, problem } = form;
  if (kept === null) return problem === null ? null : <ProblemNote problem={problem} />;
  const goal = leadsTo(draft.url);
  const empty = draft.url.trim() === '';
  return (
    <section className={styles.panel} aria-label={t('endpoint.title')} data-testid="endpoint-panel">
      <h3 className={styles.heading}>{t('endpoint.title')}</h3>
      <p className={styles.small}>{t('endpoint.intro')}</p>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void form.save();
        }}
      >
        <TextInput
          className={styles.wide}
          label={t('endpoint.url')}
          description={t('endpoint.urlHint')}
          inputMode="url"
          spellCheck={false}
          value={draft.url}
          onChange={(event) => form.type({ url: event.currentTarget.value })}
          data-testid="endpoint-url"
        />
        <TextInput
          label={t('endpoint.model')}
          description={t('endpoint.modelHint')}
          spellCheck={false}
          value={draft.model}
          onChange={(event) => form.type({ model: event.currentTarget.value })}
          data-testid="endpoint-model"
        />
        <TextInput
          type="password"
          autoComplete="off"
          label={t('endpoint.key')}
          description={t(kept.hasKey ? 'endpoint.keyKept' : 'endpoint.keyHint')}
          value={draft.key}
          onChange={(event) => form.type({ key: event.currentTarget.value })}
          data-testid="endpoint-key"
        />
        <div className={styles.foot}>
          <span className={styles.small}>{t('endpoint.testHint')}</span>
          {kept.hasKey && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void form.forgetKey()}>
              {t('endpoint.forgetKey')}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-sm"
            disabled={empty}
            loading={busy === 'test'}
            onClick={() => void form.test()}
            data-testid="endpoint-test"
          >
            {t('endpoint.test')}
          </Button>
          <Button
            type="submit"
            variant="default"
            size="compact-sm"
            disabled={!changed}
            loading={busy === 'save'}
            data-testid="endpoint-save"
          >
            {t('endpoint.save')}
          </Button>
        </div>
      </form>
      {problem !== null && <ProblemNote problem={problem} />}
      {trial !== null && (
        <p
          className={trial.understood ? styles.fine : styles.lost}
          role="status"
          data-testid="endpoint-trial"
          data-understood={trial.understood}
        >
          {trialWords(trial, t, language)}
        </p>
      )}
      <div className={styles.line}>
        <div>
          <label className={styles.lineLabel} htmlFor={id}>
            {t('endpoint.enabled')}
          </label>
          {goal !== null && (
            <p className={styles.small} id={`${id}-hint`} data-testid="endpoint-leaves">
              {t('endpoint.leaves', { host: goal.host })} {goal.here && t('endpoint.stays')}
              {goal.plain && <span className={styles.warn}>{t('endpoint.plain')}</span>}
            </p>
          )}
        </div>
        <Switch
          id={id}
          {...(goal === null ? {} : { 'aria-describedby': `${id}-hint` })}
          checked={kept.enabled}
          disabled={busy !== null || (empty && !kept.enabled)}
          onChange={(event) => void form.enable(event.currentTarget.checked)}
          data-testid="endpoint-enabled"
        />
      </div>
    </section>
  );
}
