import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconPlugConnectedX, IconShieldX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Account } from '../../../contract/accounts.ts';
import type { Status } from '../../../contract/status.ts';
import { formatDuration, formatNumber, timeAgo } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useNow } from '../../lib/now.tsx';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import { problemSentence } from '../../lib/words/problem-sentence.ts';
import { useText } from '../../lib/words/text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './status.module.css';

/** Fewer than this, and it is not worth a word of warning. */
const MANY = 100;
const LONG_MS = 60_000;
/** What is over sooner is not worth a word. */
const SHORT_MS = 1500;

/** The thin line at the bottom: what is being read, what is being moved, what went wrong, and the way back. `children`: words of other features. */
export function StatusBar({ children }: { readonly children?: ReactNode }) {
  const { t, language } = useText();
  const { filing } = useServices();
  const keyName = useKeyNames();
  const accounts = useSession(selectAccounts);
  const jobs = useSession((state) => state.status?.jobs);
  const canUndo = useSession((state) => state.acts.length > 0 || state.snooze !== null);
  const go = useSession((state) => state.go);
  const offline = useSession((state) => state.status?.offline === true);
  const busy = accounts.filter((account) => account.progress !== null);
  return (
    <footer className={styles.bar} aria-label={t('status.label')}>
      <Offline />
      {busy.length > 0
        ? busy.map((account) => <SyncLine key={account.id} account={account} named={accounts.length > 1} />)
        : accounts.length > 0 && !offline && <Rest accounts={accounts} />}
      <Learning />
      <span className={styles.spring} />
      {children}
      {jobs !== undefined && jobs.queued > 0 && <Waiting jobs={jobs} />}
      <Demoted />
      {jobs !== undefined && jobs.failed > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={styles.failed}
          leftSection={<IconAlertTriangle size={14} aria-hidden="true" />}
          onClick={() => go({ place: 'activity' })}
        >
          {t('status.failed', { count: jobs.failed, number: formatNumber(jobs.failed, language) })}
        </Button>
      )}
      {canUndo && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={styles.whole}
          leftSection={<IconArrowBackUp size={14} aria-hidden="true" />}
          rightSection={<KeyHint>{keyName('undo')}</KeyHint>}
          onClick={() => void filing.undoLast()}
          data-testid="undo-last"
        >
          {t('action.undo')}
        </Button>
      )}
    </footer>
  );
}

/** Says that the person went offline, and takes them back with one click. */
function Offline() {
  const { t } = useText();
  const offline = useSession((state) => state.status?.offline === true);
  const setSettings = useSession((state) => state.setSettings);
  if (!offline) return null;
  return (
    <span className={styles.item} data-testid="status-offline">
      <IconPlugConnectedX size={14} aria-hidden="true" />
      <span className={styles.words}>{t('status.offline')}</span>
      <Button
        variant="subtle"
        size="compact-xs"
        className={styles.whole}
        onClick={() => void setSettings({ offline: false })}
        data-testid="go-online"
      >
        {t('status.goOnline')}
      </Button>
    </span>
  );
}

/** Says that folders stopped to file by themselves, until the person has read why. */
function Demoted() {
  const { t } = useText();
  const count = useSession((state) => state.status?.demoted ?? 0);
  const openSheet = useSession((state) => state.openSheet);
  if (count === 0) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      className={styles.failed}
      leftSection={<IconShieldX size={14} aria-hidden="true" />}
      onClick={() => openSheet('settings', 'trust')}
      data-testid="status-demoted"
    >
      {t('status.demoted', { count })}
    </Button>
  );
}

/** Says that the classifier is at work, once that lasts. */
function Learning() {
  const { t } = useText();
  const lasts = useLasting(
    useSession((state) => state.status?.deciding === true),
    SHORT_MS,
  );
  return lasts ? <Words>{t('status.learning')}</Words> : null;
}

/** Whether a value has been true for `ms`. */
function useLasting(value: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(value), value ? ms : 0);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return lasts && value;
}

/** Mails on their way; a calm warning when many have waited for long. */
function Waiting({ jobs }: { readonly jobs: Status['jobs'] }) {
  const { t, language } = useText();
  const now = useNow();
  const counted = { count: jobs.mails, number: formatNumber(jobs.mails, language) };
  const done = jobs.of - jobs.mails;
  const share = jobs.of === 0 ? 0 : done / jobs.of;
  const stuck = jobs.mails > MANY && jobs.since !== null && now - jobs.since > LONG_MS;
  return (
    <span className={styles.item} data-stuck={stuck} data-testid="queue" role="status">
      {stuck && <IconAlertTriangle size={14} aria-hidden="true" />}
      {!stuck && jobs.of > MANY && (
        <span className={styles.track} aria-hidden="true">
          <span className={styles.fill} style={{ width: `${share * 100}%` }} />
        </span>
      )}
      <span className={styles.words}>
        {stuck && jobs.since !== null
          ? t('status.stuck', { ...counted, when: timeAgo(jobs.since, now, language) })
          : jobs.of > MANY
            ? t('status.filing', {
                count: jobs.of,
                done: formatNumber(done, language),
                number: formatNumber(jobs.of, language),
              })
            : t('status.queued', counted)}
      </span>
    </span>
  );
}

function SyncLine({ account, named }: { readonly account: Account; readonly named: boolean }) {
  const { t, language } = useText();
  const progress = account.progress;
  if (progress === null) return null;
  const share = progress.total === 0 ? 0 : Math.min(1, progress.done / progress.total);
  const done = formatNumber(progress.done, language);
  const total = formatNumber(progress.total, language);
  const rate = formatNumber(progress.mailsPerSecond, language);
  return (
    <span className={styles.item} data-testid="sync-progress">
      {named && <span className={styles.name}>{account.name || account.address}</span>}
      <span
        className={styles.track}
        role="progressbar"
        aria-label={t('status.reading')}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
      >
        <span className={styles.fill} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.words}>{t('status.progress', { done, total })}</span>
      {progress.done > 0 && <span className={styles.quiet}>{t('status.rate', { rate })}</span>}
      {progress.secondsLeft !== null && (
        <span className={styles.quiet}>
          {t('status.left', { time: formatDuration(progress.secondsLeft, language) })}
        </span>
      )}
    </span>
  );
}

function Rest({ accounts }: { readonly accounts: readonly Account[] }) {
  const now = useNow();
  const { t, language } = useText();
  const openSheet = useSession((state) => state.openSheet);
  const troubled = accounts.find(
    ({ status }) => status === 'sign-in-needed' || status === 'failed' || status === 'offline',
  );
  if (troubled !== undefined) {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="compact-xs"
        className={styles.failed}
        leftSection={<IconAlertTriangle size={14} aria-hidden="true" />}
        {...(troubled.problem === null ? {} : { title: problemSentence(t, troubled.problem) })}
        onClick={() => openSheet('settings', 'accounts')}
        data-testid="status-trouble"
      >
        {t('status.trouble', {
          name: troubled.name || troubled.address,
          state: t(`account.status.${troubled.status}`),
        })}
      </Button>
    );
  }
  if (accounts.some(({ status, lastSyncAt }) => status === 'starting' && lastSyncAt === null)) {
    return <Words>{t('status.connecting')}</Words>;
  }
  const last = Math.max(...accounts.map(({ lastSyncAt }) => lastSyncAt ?? 0));
  return (
    <Words>
      {last === 0 ? t('status.idle') : t('status.upToDate', { when: timeAgo(last, now, language) })}
    </Words>
  );
}

/** A sentence that gives way where there is no room for all of it. */
function Words({ children }: { readonly children: string }) {
  return (
    <span className={styles.item}>
      <span className={styles.words}>{children}</span>
    </span>
  );
}
