import { Button, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ImapSettings } from '../../../contract/accounts.ts';
import { formatNumber } from '../../lib/format.ts';
import { useText } from '../../lib/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useAddAccount } from './add-account-slice.ts';
import { wantsAppPassword } from './imap-guess.ts';
import styles from './accounts.module.css';

const SECURITIES = ['tls', 'starttls', 'none'] as const satisfies readonly ImapSettings['security'][];

/** An account on a server: first a test, then adding. */
export function ImapForm({ onAdded }: { readonly onAdded: () => void }) {
  const { t, language } = useText();
  const draft = useAddAccount((state) => state.draft);
  const busy = useAddAccount((state) => state.busy);
  const tested = useAddAccount((state) => state.tested);
  const problem = useAddAccount((state) => state.problem);
  const { setAddress, setPassword, setServer, test, addImap, go } = useAddAccount((state) => state);
  const complete = draft.host !== '' && draft.username !== '' && draft.password !== '';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (tested === null) void test();
        else void addImap().then((added) => added && onAdded());
      }}
    >
      <TextInput
        label={t('accounts.address')}
        type="email"
        autoComplete="off"
        data-autofocus
        value={draft.address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('accounts.password')}
        description={wantsAppPassword(draft.host) ? t('accounts.appPassword') : undefined}
        value={draft.password}
        visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.host')}
          value={draft.host}
          onChange={(event) => setServer({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('accounts.port')}
          value={draft.port}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          onChange={(value) => setServer({ port: Number(value) || 993 })}
        />
      </div>
      <div className={styles.pair}>
        <TextInput
          label={t('accounts.username')}
          value={draft.username}
          onChange={(event) => setServer({ username: event.currentTarget.value })}
        />
        <Select
          label={t('accounts.security')}
          data={SECURITIES.map((value) => ({ value, label: t(`accounts.securities.${value}`) }))}
          value={draft.security}
          allowDeselect={false}
          onChange={(value) => {
            const security = SECURITIES.find((known) => known === value);
            if (security !== undefined) setServer({ security });
          }}
        />
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      {tested !== null && (
        <p className={styles.fine} role="status" data-testid="test-ok">
          <IconCheck size={16} aria-hidden="true" />
          {t('accounts.tested', {
            folders: t('accounts.testedFolders', { count: tested.mailboxes }),
            mails: t('mail.count', {
              count: tested.messages,
              number: formatNumber(tested.messages, language),
            }),
          })}
        </p>
      )}
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={() => go('choose')}>
          {t('action.back')}
        </Button>
        <span className={styles.spring} />
        <Button
          type={tested === null ? 'submit' : 'button'}
          variant={tested === null ? 'filled' : 'default'}
          disabled={!complete}
          loading={busy === 'test'}
          onClick={tested === null ? undefined : () => void test()}
          data-testid="test-account"
        >
          {t('accounts.test')}
        </Button>
        <Button
          type={tested === null ? 'button' : 'submit'}
          disabled={tested === null}
          loading={busy === 'add'}
          data-testid="add-account"
        >
          {t('accounts.add')}
        </Button>
      </div>
    </form>
  );
}
