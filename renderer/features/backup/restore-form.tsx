import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './backup.module.css';

interface Props {
  /** What is offered first. */
  readonly newest: string;
  /** Whether the keychain has a passphrase that may do. */
  readonly known: boolean;
}

/** Puts a backup back: its file, its passphrase, and what happens to what is there. */
export function RestoreForm({ newest, known }: Props) {
  const { t } = useText();
  const { client } = useServices();
  const [open, setOpen] = useState(false);
  const [path, setPath] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<{ accounts: number; acts: number } | null>(null);

  async function choose(): Promise<void> {
    const reply = await client.call('app.chooseFile', { extension: 'casier-backup' });
    if (reply.ok && reply.value.path !== null) setPath(reply.value.path);
  }
  async function restore(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const reply = await client.call('app.restoreBackup', { path, passphrase: passphrase || null });
    setBusy(false);
    if (reply.ok) setDone(reply.value);
    else setProblem(reply.problem);
  }

  if (done !== null) {
    return (
      <p className={styles.done} role="status" data-testid="restored">
        {t('backup.restored', { accounts: t('backup.accounts', { count: done.accounts }) })}
      </p>
    );
  }
  if (!open) {
    return (
      <div className={styles.line}>
        <p className={styles.small}>{t('backup.restoreHint')}</p>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            setPath(newest);
            setOpen(true);
          }}
          data-testid="restore-open"
        >
          {t('backup.restore')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void restore();
      }}
    >
      <div className={styles.pathLine}>
        <TextInput
          className={styles.path}
          label={t('backup.file')}
          value={path}
          autoFocus
          onChange={(event) => setPath(event.currentTarget.value)}
          data-testid="restore-path"
        />
        <Button variant="default" onClick={() => void choose()}>
          {t('accounts.choose')}
        </Button>
      </div>
      <PasswordInput
        label={t('backup.passphrase')}
        description={known ? t('backup.knownHint') : undefined}
        value={passphrase}
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-testid="restore-passphrase"
      />
      <p className={styles.small}>{t('backup.restoreMeans')}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={styles.acts}>
        <Button variant="subtle" color="gray" size="xs" onClick={() => setOpen(false)}>
          {t('action.cancel')}
        </Button>
        <Button
          type="submit"
          size="xs"
          loading={busy}
          disabled={path.trim() === '' || (!known && passphrase === '')}
          data-testid="restore"
        >
          {t('backup.restoreAct')}
        </Button>
      </div>
    </form>
  );
}
