import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import type { AccountId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ServerFields } from '../../ui/server-fields.tsx';
import styles from './settings.module.css';

interface Props {
  readonly id: AccountId;
  /** The form is done with; `changed` when something was saved. */
  readonly onClose: (changed: boolean) => void;
}

interface Draft {
  readonly name: string;
  readonly imap: ImapSettings;
  readonly password: string;
}

/** Name, server and password of an account. What is new is tried first; the old stays when it does not work. */
export function AccountEdit({ id, onClose }: Props) {
  const { t } = useText();
  const { client } = useServices();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    void client.call('accounts.settings', { id }).then((reply) => {
      if (!wanted) return;
      if (reply.ok) setDraft({ name: reply.value.name, imap: reply.value.imap, password: '' });
      else setProblem(reply.problem);
    });
    return () => {
      wanted = false;
    };
  }, [client, id]);

  async function save({ name, imap, password }: Draft): Promise<void> {
    setBusy(true);
    setProblem(null);
    const reply = await client.call('accounts.update', { id, name, imap, password: password || null });
    setBusy(false);
    if (reply.ok) onClose(true);
    else setProblem(reply.problem);
  }

  return (
    <form
      className={styles.confirm}
      aria-label={t('accounts.edit')}
      data-testid="account-edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft) void save(draft);
      }}
    >
      {draft !== null && (
        <>
          <TextInput
            label={t('accounts.name')}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          />
          <ServerFields
            imap={draft.imap}
            problem={problem}
            onChange={(imap) => setDraft({ ...draft, imap })}
          />
          <PasswordInput
            label={t('accounts.newPassword')}
            description={t('accounts.newPasswordHint')}
            value={draft.password}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
            onChange={(event) => setDraft({ ...draft, password: event.currentTarget.value })}
          />
        </>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={styles.confirmFoot}>
        <Button size="xs" variant="subtle" color="gray" onClick={() => onClose(false)}>
          {t('action.cancel')}
        </Button>
        <Button
          size="xs"
          type="submit"
          loading={busy}
          disabled={draft === null || draft.imap.host.trim() === '' || draft.imap.username.trim() === ''}
          data-testid="save-account"
        >
          {t('accounts.testAndSave')}
        </Button>
      </div>
    </form>
  );
}
