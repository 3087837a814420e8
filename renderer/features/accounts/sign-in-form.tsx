import { Button, PasswordInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ServerFields } from '../../ui/server-fields.tsx';
import { ABOUT_PASSWORD, isAbout, useFaultyField } from './faulty-field.ts';
import { useAddAccount } from './add-account-slice.ts';
import { FoundSettings, isBarred, SignInHint } from './found-settings.tsx';
import styles from './accounts.module.css';

/** What was found for the address, or the server to fill in; what the provider wants; the password. */
export function SignInForm({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useText();
  const imap = useAddAccount((state) => state.imap);
  const address = useAddAccount((state) => state.address);
  const password = useAddAccount((state) => state.password);
  const found = useAddAccount((state) => state.found);
  const byHand = useAddAccount((state) => state.byHand);
  const busy = useAddAccount((state) => state.busy);
  const problem = useAddAccount((state) => state.problem);
  const { setPassword, setServer, fillInByHand, test, signIn, go } = useAddAccount((state) => state);
  const form = useFaultyField(problem);
  const provider = found?.provider ?? null;
  const barred = provider !== null && isBarred(provider) && !byHand;
  const complete = imap.host !== '' && imap.username !== '' && password !== '';
  const passwordLabel =
    provider?.signIn === 'app-password' || provider?.signIn === 'bridge'
      ? t(`accounts.signIn.${provider.signIn}.label`)
      : t('accounts.password');
  return (
    <form
      ref={form}
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && !barred) void signIn().then((added) => added && onAdded());
      }}
    >
      {address !== '' && <p className={styles.aside}>{address.trim()}</p>}
      {!byHand && found && (
        <FoundSettings
          name={provider?.name ?? null}
          proposals={found.proposals}
          imap={imap}
          onChoose={setServer}
          onEdit={fillInByHand}
        />
      )}
      {provider && <SignInHint provider={provider} />}
      {byHand && <ServerFields imap={imap} onChange={setServer} problem={problem} />}
      {!barred && (
        <PasswordInput
          label={passwordLabel}
          data-autofocus
          error={problem !== null && isAbout(problem, ABOUT_PASSWORD)}
          autoFocus
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t('accounts.showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <Tested />
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={() => go('address')}>
          {t('action.back')}
        </Button>
        <span className={styles.spring} />
        {byHand && (
          <Button
            variant="default"
            disabled={!complete}
            loading={busy === 'test'}
            onClick={() => void test()}
            data-testid="test-account"
          >
            {t('accounts.test')}
          </Button>
        )}
        {!barred && (
          <Button
            type="submit"
            disabled={!complete || busy === 'test'}
            loading={busy === 'add' || (busy === 'test' && !byHand)}
            data-testid="add-account"
          >
            {t('accounts.signInAndAdd')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What the server had to say when it was tried. */
function Tested() {
  const { t, language } = useText();
  const tested = useAddAccount((state) => state.tested);
  if (tested === null) return null;
  return (
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
  );
}
