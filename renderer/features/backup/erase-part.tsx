import { Button, Checkbox, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../contract/index.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { formatBytes, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './backup.module.css';

/** The end of all that is here, behind a word that has to be typed. */
export function ErasePart() {
  const { t } = useText();
  const { client } = useServices();
  const [open, setOpen] = useState(false);
  const [preview, setPreview] = useState<CallOutput<'erase.preview'> | null>(null);
  useEffect(() => {
    void client.call('erase.preview', {}).then((reply) => reply.ok && setPreview(reply.value));
  }, [client, open]);
  if (preview === null) return null;
  return (
    <section className={styles.part} aria-label={t('backup.erase')} data-testid="erase-part">
      <h3 className={styles.heading}>{t('backup.erase')}</h3>
      {preview.secretsLeft > 0 && <p className={styles.small}>{t('backup.secretsLeft')}</p>}
      {open ? (
        <EraseForm backups={preview.backups} onCancel={() => setOpen(false)} />
      ) : (
        <div className={styles.line}>
          <p className={styles.small}>{t('backup.eraseHint')}</p>
          <Button
            variant="subtle"
            color="red"
            size="xs"
            onClick={() => setOpen(true)}
            data-testid="erase-open"
          >
            {t('backup.eraseOpen')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Says what will be gone and what stays. */
function EraseForm({
  backups,
  onCancel,
}: {
  readonly backups: CallOutput<'erase.preview'>['backups'];
  readonly onCancel: () => void;
}) {
  const { t, language } = useText();
  const { client, tell } = useServices();
  const setErasing = useSession((state) => state.setErasing);
  const [word, setWord] = useState('');
  const [withBackups, setWithBackups] = useState(false);
  const asked = t('backup.eraseWord');
  const ready = word.trim().toLocaleUpperCase(language) === asked;

  async function erase(): Promise<void> {
    setErasing(true);
    const reply = await client.call('app.erase', { backups: withBackups });
    // Nothing that the window knows is so any more: it begins anew as well.
    if (reply.ok) window.location.reload();
    else {
      setErasing(false);
      tell({ kind: 'problem', problem: reply.problem });
    }
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void erase();
      }}
    >
      <ul className={styles.list}>
        <li>{t('backup.eraseGone')}</li>
        <li>{t('backup.eraseImported')}</li>
        <li>{t('backup.eraseStays')}</li>
      </ul>
      {backups.count > 0 && (
        <Checkbox
          size="sm"
          checked={withBackups}
          onChange={(event) => setWithBackups(event.currentTarget.checked)}
          label={t('backup.eraseBackups', {
            count: backups.count,
            number: formatNumber(backups.count, language),
            size: formatBytes(backups.bytes, language),
          })}
          description={withBackups ? backups.folder : t('backup.keepPassphrase')}
          data-testid="erase-backups"
        />
      )}
      <TextInput
        label={t('backup.eraseType', { word: asked })}
        value={word}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setWord(event.currentTarget.value)}
        data-testid="erase-word"
      />
      <div className={styles.acts}>
        <Button variant="subtle" color="gray" size="xs" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" color="red" size="xs" disabled={!ready} data-testid="erase">
          {t('backup.eraseAct')}
        </Button>
      </div>
    </form>
  );
}
