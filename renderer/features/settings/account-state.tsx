import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Account } from '../../../contract/accounts.ts';
import type { Problem } from '../../../contract/problem.ts';
import { formatDuration, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import styles from './settings.module.css';

interface Props {
  readonly account: Account;
  readonly onRetry: () => void;
  readonly onContinue: () => void;
  readonly onStop: () => void;
  readonly onSignIn: () => void;
}

/** How an account is doing, where that needs more than a word: what goes on, what went wrong, and what can be done. */
export function AccountState({ account, onRetry, onContinue, onStop, onSignIn }: Props) {
  const { t, language } = useText();
  const { progress } = account;
  return (
    <>
      {progress !== null && account.firstSync === 'under-way' && (
        <StateLine
          text={[
            t('accounts.progress', {
              done: formatNumber(progress.done, language),
              total: formatNumber(progress.total, language),
              rate: formatNumber(Math.round(progress.mailsPerSecond), language),
            }),
            progress.secondsLeft === null ? '' : formatDuration(progress.secondsLeft, language),
          ]
            .filter(Boolean)
            .join(' · ')}
          action={t('accounts.stopFirstSync')}
          onAct={onStop}
        />
      )}
      {account.status === 'signed-out' && (
        <StateLine text={t('accounts.signedOut')} action={t('accounts.signInAgain')} onAct={onSignIn} />
      )}
      {account.firstSync === 'stopped' && (
        <StateLine
          text={t('accounts.firstSyncStopped')}
          action={t('accounts.continueFirstSync')}
          onAct={onContinue}
        />
      )}
      {account.problem !== null && (
        <ProblemNote problem={ofNow(account, account.problem)}>
          {account.retryAt !== null && <Countdown until={account.retryAt} onRetry={onRetry} />}
        </ProblemNote>
      )}
      {account.refused.length > 0 && (
        <details className={styles.small}>
          <summary>{t('accounts.refused', { count: account.refused.length })}</summary>
          <ul className={styles.setbacks}>
            {account.refused.map(({ mailbox, problem }) => (
              <li key={mailbox}>
                {mailbox}
                {problem.detail === undefined ? '' : ` : ${problem.detail}`}
              </li>
            ))}
          </ul>
        </details>
      )}
      {account.unreadable > 0 && (
        <p className={styles.small}>{t('accounts.unreadable', { count: account.unreadable })}</p>
      )}
    </>
  );
}

/** Of an account that worked, the settings are not to be doubted because its server is away. */
function ofNow({ lastSyncAt }: Account, problem: Problem): Problem {
  return lastSyncAt !== null && problem.code === 'unreachable' ? { code: problem.code } : problem;
}

interface StateLineProps {
  readonly text: string;
  readonly action: string;
  readonly onAct: () => void;
}

function StateLine({ text, action, onAct }: StateLineProps) {
  return (
    <div className={styles.stateLine}>
      <span className={styles.small}>{text}</span>
      <Button size="compact-xs" variant="default" onClick={onAct}>
        {action}
      </Button>
    </div>
  );
}

/** How long until the server is tried again, and a way not to wait. */
function Countdown({ until, onRetry }: { readonly until: number; readonly onRetry: () => void }) {
  const { t, language } = useText();
  const [now, setNow] = useState(() => Date.now());
  const tick = useInterval(() => setNow(Date.now()), 1000);
  useEffect(() => {
    tick.start();
    return tick.stop;
    // Started once; the interval itself never changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <div className={styles.stateLine}>
      <span>{t('accounts.retryIn', { time: formatDuration(seconds, language) })}</span>
      <Button size="compact-xs" variant="default" onClick={onRetry}>
        {t('accounts.retryNow')}
      </Button>
    </div>
  );
}
