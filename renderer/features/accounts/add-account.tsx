import { Button, UnstyledButton } from '@mantine/core';
import {
  IconChevronRight,
  IconFileImport,
  IconFolderOpen,
  IconMail,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { assertNever } from '../../../contract/assert-never.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useAddAccount } from './add-account-slice.ts';
import { AddressForm } from './address-form.tsx';
import { MaildirForm } from './maildir-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './accounts.module.css';

/** Bringing in mbox files is a feature of its own; it is given the way back. */
export interface WithMbox {
  readonly mbox: (back: () => void) => ReactNode;
  /** It is under way: how far it is, is what there is to see. */
  readonly importing: boolean;
}

interface Props extends Pick<WithMbox, 'mbox'> {
  readonly onAdded: () => void;
  /** Whether the demo mailbox is still worth offering. */
  readonly offersDemo: boolean;
}

/** The ways in: an account on a server, a folder of mail on this computer, mail of another program, the demo. */
export function AddAccount({ onAdded, offersDemo, mbox }: Props) {
  const step = useAddAccount((state) => state.step);
  const go = useAddAccount((state) => state.go);
  switch (step) {
    case 'choose':
      return <Ways onAdded={onAdded} offersDemo={offersDemo} />;
    case 'address':
      return <AddressForm />;
    case 'sign-in':
      return <SignInForm onAdded={onAdded} />;
    case 'maildir':
      return <MaildirForm onAdded={onAdded} />;
    case 'mbox':
      return mbox(() => go('choose'));
    default:
      return assertNever(step);
  }
}

function Ways({ onAdded, offersDemo }: Omit<Props, 'mbox'>) {
  const { t } = useText();
  const go = useAddAccount((state) => state.go);
  const addDemo = useAddAccount((state) => state.addDemo);
  const busy = useAddAccount((state) => state.busy);
  const problem = useAddAccount((state) => state.problem);
  return (
    <div className={styles.ways}>
      <Way
        icon={<IconMail size={20} stroke={1.6} />}
        title={t('accounts.way.imap')}
        body={t('accounts.way.imapBody')}
        onClick={() => go('address')}
        testId="add-imap"
      />
      <Way
        icon={<IconFolderOpen size={20} stroke={1.6} />}
        title={t('accounts.way.maildir')}
        body={t('accounts.way.maildirBody')}
        onClick={() => go('maildir')}
        testId="add-maildir"
      />
      <Way
        icon={<IconFileImport size={20} stroke={1.6} />}
        title={t('accounts.way.mbox')}
        body={t('accounts.way.mboxBody')}
        onClick={() => go('mbox')}
        testId="add-mbox"
      />
      {offersDemo && (
        <Button
          variant="light"
          size="md"
          mt="xs"
          fullWidth
          loading={busy === 'add'}
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          onClick={() => void addDemo().then((added) => added && onAdded())}
          data-testid="try-demo"
        >
          {t('accounts.way.demo')}
        </Button>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  readonly testId: string;
}

function Way({ icon, title, body, onClick, testId }: WayProps) {
  return (
    <UnstyledButton className={styles.way} onClick={onClick} data-testid={testId}>
      <span className={styles.wayIcon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.wayText}>
        <span className={styles.wayTitle}>{title}</span>
        <span className={styles.wayBody}>{body}</span>
      </span>
      <IconChevronRight size={16} className={styles.chevron} aria-hidden="true" />
    </UnstyledButton>
  );
}
