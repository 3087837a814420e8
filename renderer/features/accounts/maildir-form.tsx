import { Button, TextInput } from '@mantine/core';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ABOUT_PATH, isAbout, useFaultyField } from './faulty-field.ts';
import { useAddAccount } from './add-account-slice.ts';
import styles from './accounts.module.css';

/** A folder of mail on this computer. */
export function MaildirForm({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useText();
  const path = useAddAccount((state) => state.path);
  const busy = useAddAccount((state) => state.busy);
  const problem = useAddAccount((state) => state.problem);
  const canChoose = useAddAccount((state) => state.canChoose);
  const form = useFaultyField(problem);
  const { setPath, choosePath, addMaildir, go } = useAddAccount((state) => state);
  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void addMaildir().then((added) => added && onAdded());
      }}
    >
      <div className={styles.pathLine}>
        <TextInput
          className={styles.path}
          label={t('accounts.path')}
          description={t('accounts.pathHint')}
          data-autofocus
          autoFocus
          spellCheck={false}
          error={problem !== null && isAbout(problem, ABOUT_PATH)}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        {canChoose && (
          <Button variant="default" onClick={() => void choosePath()}>
            {t('accounts.choose')}
          </Button>
        )}
      </div>
      {!canChoose && <p className={styles.wayBody}>{t('accounts.noChooser')}</p>}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={() => go('choose')}>
          {t('action.back')}
        </Button>
        <span className={styles.spring} />
        <Button
          type="submit"
          disabled={path.trim() === ''}
          loading={busy === 'add'}
          data-testid="open-maildir"
        >
          {t('accounts.open')}
        </Button>
      </div>
    </form>
  );
}
