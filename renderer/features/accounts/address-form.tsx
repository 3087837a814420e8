import { Button, TextInput } from '@mantine/core';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { ABOUT_ADDRESS, isAbout, useFaultyField } from './faulty-field.ts';
import { useAddAccount } from './add-account-slice.ts';
import styles from './accounts.module.css';

/** An account on a server begins with its address, from which the rest is found. */
export function AddressForm() {
  const { t } = useText();
  const address = useAddAccount((state) => state.address);
  const busy = useAddAccount((state) => state.busy);
  const problem = useAddAccount((state) => state.problem);
  const form = useFaultyField(problem);
  const { setAddress, find, fillInByHand, go } = useAddAccount((state) => state);
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void find();
      }}
    >
      <TextInput
        label={t('accounts.address')}
        description={t('accounts.addressHint')}
        inputMode="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={problem !== null && isAbout(problem, ABOUT_ADDRESS)}
        data-autofocus
        autoFocus
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={styles.foot}>
        <Button variant="subtle" color="gray" onClick={() => go('choose')}>
          {t('action.back')}
        </Button>
        <span className={styles.spring} />
        <Button variant="subtle" color="gray" onClick={fillInByHand} data-testid="by-hand">
          {t('accounts.byHand')}
        </Button>
        <Button
          type="submit"
          disabled={address.trim() === ''}
          loading={busy === 'find'}
          data-testid="find-settings"
        >
          {t('accounts.find')}
        </Button>
      </div>
    </form>
  );
}
