import { Button } from '@mantine/core';
import type { Account } from '../../../contract/accounts.ts';
import type { AskingStatus } from '../../../contract/asking.ts';
import type { TFunction } from 'i18next';
import { formatDuration, formatNumber, timeAgo, inFigures } from '../../lib/words/format.ts';
import { useNow } from '../../lib/now.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { problemSentence } from '../../lib/words/problem-sentence.ts';
import { useText } from '../../lib/words/text.ts';
import { useDashboard } from './dashboard-slice.ts';
import styles from './dashboard.module.css';

/** Whether mail comes in and the model works, a line each, with the way to the settings that matter. */
export function Health() {
  const { t, language } = useText();
  const now = useNow();
  const accounts = useSession(selectAccounts);
  const openSheet = useSession((state) => state.openSheet);
  const failed = useSession((state) => state.status?.jobs.failed ?? 0);
  const go = useSession((state) => state.go);
  const asking = useDashboard((state) => state.asking);
  const model = useDashboard((state) => state.model);
  return (
    <section aria-labelledby="dashboard-health" data-testid="dashboard-health">
      <h2 id="dashboard-health" className={styles.sectionTitle}>
        {t('dashboard.health.title')}
      </h2>
      <ul className={styles.lines}>
        {accounts.map((account) => (
          <Line
            key={account.id}
            name={account.name || account.address}
            state={t(`account.status.${account.status}`)}
            trouble={troubled(account)}
            detail={accountDetail(account, t, language, now)}
            action={t('dashboard.health.account')}
            onAct={() => openSheet('settings', 'accounts')}
          />
        ))}
        {failed > 0 && (
          <Line
            name={t('dashboard.health.changes')}
            state={t('status.failed', { count: failed, number: formatNumber(failed, language) })}
            trouble
            detail=""
            action={t('action.show')}
            onAct={() => go({ place: 'activity' })}
          />
        )}
        {asking !== null && (
          <Line
            name={model ?? t('dashboard.health.model')}
            state={t(`dashboard.model.${asking.state}`)}
            trouble={asking.state === 'model-failed'}
            detail={modelDetail(asking, t, language)}
            action={t('dashboard.health.model')}
            onAct={() => openSheet('settings', 'model')}
          />
        )}
      </ul>
    </section>
  );
}

function Line(props: {
  readonly name: string;
  readonly state: string;
  readonly trouble: boolean;
  readonly detail: string;
  readonly action: string;
  readonly onAct: () => void;
}) {
  const { t } = useText();
  return (
    <li className={styles.health}>
      <div className={styles.healthText}>
        <p className={styles.healthTop}>
          <span className={styles.healthName}>{props.name}</span>
          <span className={styles.state} data-trouble={props.trouble}>
            {props.state}
          </span>
        </p>
        {props.detail !== '' && <p className={styles.quiet}>{props.detail}</p>}
      </div>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        onClick={props.onAct}
        aria-label={`${t('settings.title')}: ${props.name}`}
      >
        {t('settings.title')}
      </Button>
    </li>
  );
}

function troubled({ status, problem }: Account): boolean {
  return problem !== null || status === 'failed' || status === 'sign-in-needed' || status === 'offline';
}

function accountDetail(account: Account, t: TFunction, language: string, now: number): string {
  const { progress, lastSyncAt, problem, messages, refused, unreadable } = account;
  const number = (value: number) => formatNumber(value, language);
  return [
    t('dashboard.health.mails', { count: messages, number: number(messages) }),
    lastSyncAt === null ? null : t('dashboard.health.synced', { when: timeAgo(lastSyncAt, now, language) }),
    progress !== null && progress.secondsLeft !== null
      ? t('status.left', { time: formatDuration(progress.secondsLeft, language) })
      : null,
    problem === null ? null : problemSentence(t, problem),
    refused.length === 0 ? null : t('accounts.refused', { count: refused.length }),
    unreadable === 0 ? null : t('accounts.unreadable', { count: unreadable }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

function modelDetail(asking: AskingStatus, t: TFunction, language: string): string {
  if (asking.state === 'no-model') return '';
  const { waiting, secondsAMail, secondsLeft, today } = asking;
  const seconds = (value: number) =>
    inFigures(value, language, {
      style: 'unit',
      unit: 'second',
      unitDisplay: 'short',
      maximumFractionDigits: value < 10 ? 1 : 0,
    });
  return [
    secondsAMail === null ? null : t('asking.rate', { seconds: seconds(secondsAMail) }),
    t('asking.waiting', { count: waiting, number: formatNumber(waiting, language) }),
    secondsLeft === null || waiting === 0
      ? null
      : t('asking.left', { time: formatDuration(secondsLeft, language) }),
    t('asking.todayUnlimited', {
      count: today.mails,
      number: formatNumber(today.mails, language),
      used: inFigures(today.minutes, language, {
        style: 'unit',
        unit: 'minute',
        unitDisplay: 'short',
        maximumFractionDigits: 0,
      }),
    }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
