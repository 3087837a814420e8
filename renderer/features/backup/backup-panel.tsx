import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { BackupStatus } from '../../../contract/backup.ts';
import type { Problem } from '../../../contract/problem.ts';
import { formatBytes, longDate } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './backup.module.css';
import { ErasePart } from './erase-part.tsx';
import { ExportPart } from './export-part.tsx';
import { RestoreForm } from './restore-form.tsx';

/** As the contract has it. */
const SHORTEST = 8;

/** A passphrase, a copy every day, one now, and one put back; everything to take along, and the end of it. */
export function LoadedBackupPanel() {
  const { t, language } = useText();
  const { client } = useServices();
  const [status, setStatus] = useState<BackupStatus | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void client.call('backup.status', {}).then((reply) => reply.ok && setStatus(reply.value));
    return client.on('backup.changed', setStatus);
  }, [client]);
  const setUp = useCallback(
    async (change: { daily?: boolean; folder?: string; passphrase?: string }): Promise<boolean> => {
      const reply = await client.call('backup.setUp', change);
      setProblem(reply.ok ? null : reply.problem);
      if (reply.ok) setStatus(reply.value);
      return reply.ok;
    },
    [client],
  );
  if (status === null) return null;
  const [newest] = status.files;
  const trouble = problem ?? status.problem;
  return (
    <div className={styles.panel} data-testid="backup-panel">
      <p className={styles.small}>{t('backup.intro')}</p>
      {status.passphrase ? (
        <>
          <div className={styles.line}>
            <div>
              <p className={styles.label}>{t('backup.daily')}</p>
              <p className={styles.small}>{t('backup.dailyHint')}</p>
            </div>
            <Switch
              aria-label={t('backup.daily')}
              checked={status.daily}
              onChange={(event) => void setUp({ daily: event.currentTarget.checked })}
            />
          </div>
          <Folder key={status.folder} folder={status.folder} onChange={(folder) => void setUp({ folder })} />
          <div className={styles.line}>
            <p className={styles.small} role="status" data-testid="backup-last">
              {newest === undefined
                ? t('backup.never')
                : t('backup.last', {
                    when: longDate(newest.at, language),
                    size: formatBytes(newest.bytes, language),
                  })}
            </p>
            <Button
              size="xs"
              loading={status.running}
              onClick={() =>
                void client
                  .call('backup.now', {})
                  .then((reply) => setProblem(reply.ok ? null : reply.problem))
              }
              data-testid="backup-now"
            >
              {t('backup.now')}
            </Button>
          </div>
        </>
      ) : (
        <Passphrase onSet={(passphrase) => setUp({ passphrase, daily: true })} />
      )}
      {trouble !== null && <ProblemNote problem={trouble} />}
      <RestoreForm newest={newest?.path ?? ''} known={status.passphrase} />
      <ExportPart />
      <ErasePart />
    </div>
  );
}

/** The passphrase is typed twice: what it locks, nobody else can open. */
function Passphrase({ onSet }: { readonly onSet: (passphrase: string) => Promise<boolean> }) {
  const { t } = useText();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const ready = first.length >= SHORTEST && first === second;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void onSet(first);
      }}
    >
      <PasswordInput
        label={t('backup.passphrase')}
        description={t('backup.passphraseHint')}
        value={first}
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        onChange={(event) => setFirst(event.currentTarget.value)}
        data-testid="backup-passphrase"
      />
      <PasswordInput
        label={t('backup.again')}
        value={second}
        error={second !== '' && first !== second ? t('backup.differ') : null}
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        onChange={(event) => setSecond(event.currentTarget.value)}
        data-testid="backup-again"
      />
      <div>
        <Button type="submit" size="xs" disabled={!ready} data-testid="backup-start">
          {t('backup.start')}
        </Button>
      </div>
    </form>
  );
}

function Folder({
  folder,
  onChange,
}: {
  readonly folder: string;
  readonly onChange: (folder: string) => void;
}) {
  const { t } = useText();
  const [path, setPath] = useState(folder);
  return (
    <TextInput
      label={t('backup.folder')}
      description={t('backup.folderHint')}
      value={path}
      onChange={(event) => setPath(event.currentTarget.value)}
      onBlur={() => path.trim() !== '' && path !== folder && onChange(path.trim())}
    />
  );
}
