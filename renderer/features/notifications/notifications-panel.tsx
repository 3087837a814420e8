import { NativeSelect, SegmentedControl, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NoticeSettings } from '../../../contract/notices.ts';
import { useSession } from '../../lib/session.ts';
import { timeOfDay } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { TimeField } from './time-field.tsx';
import { VipList } from './vip-list.tsx';
import styles from './notifications.module.css';

const TELL = ['important', 'everything', 'nobody'] as const satisfies readonly NoticeSettings['tell'][];
const DIGEST = ['off', 'hourly', 'twice', 'daily'] as const satisfies readonly NoticeSettings['digest'][];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** A full hour as a time of day. */
function formatHour(hour: number, language: string): string {
  return timeOfDay(new Date(2000, 0, 1, hour).getTime(), language);
}

/** Of whom the person is told and when, and who the VIPs are. Each change takes effect at once. */
export function LoadedNotificationsPanel() {
  const { t, language } = useText();
  const notify = useSession((state) => state.settings.notify);
  const setSettings = useSession((state) => state.setSettings);
  const set = (change: Partial<NoticeSettings>) => void setSettings({ notify: { ...notify, ...change } });
  const twice = [9, 17].map((hour) => formatHour(hour, language));
  return (
    <div className={styles.panel} data-testid="notifications-panel">
      <Line label={t('notify.tell')} hint={t(`notify.tellHint.${notify.tell}`)}>
        <SegmentedControl
          size="xs"
          aria-label={t('notify.tell')}
          data={TELL.map((value) => ({ value, label: t(`notify.tellWhom.${value}`) }))}
          value={notify.tell}
          onChange={(tell) => set({ tell })}
        />
      </Line>
      <Line
        label={t('notify.digest')}
        hint={
          notify.digest === 'twice'
            ? t('notify.digestTwice', { first: twice[0], second: twice[1] })
            : t('notify.digestHint')
        }
      >
        <div className={styles.choices}>
          {notify.digest === 'daily' && (
            <NativeSelect
              size="xs"
              aria-label={t('notify.digestHour')}
              data={HOURS.map((hour) => ({ value: String(hour), label: formatHour(hour, language) }))}
              value={String(notify.digestHour)}
              onChange={(event) => set({ digestHour: Number(event.currentTarget.value) })}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('notify.digest')}
            data={DIGEST.map((value) => ({ value, label: t(`notify.digestEvery.${value}`) }))}
            value={notify.digest}
            onChange={(digest) => set({ digest })}
          />
        </div>
      </Line>
      <Line label={t('notify.quiet')} hint={t('notify.quietHint')}>
        <div className={styles.choices}>
          {notify.quiet && (
            <>
              <TimeField
                label={t('notify.quietFrom')}
                minute={notify.quietFrom}
                onChange={(quietFrom) => set({ quietFrom })}
              />
              <span aria-hidden="true">–</span>
              <TimeField
                label={t('notify.quietUntil')}
                minute={notify.quietUntil}
                onChange={(quietUntil) => set({ quietUntil })}
              />
            </>
          )}
          <Switch
            aria-label={t('notify.quiet')}
            checked={notify.quiet}
            onChange={(event) => set({ quiet: event.currentTarget.checked })}
          />
        </div>
      </Line>
      <Line label={t('notify.quietWeekends')}>
        <Switch
          aria-label={t('notify.quietWeekends')}
          checked={notify.quietWeekends}
          onChange={(event) => set({ quietWeekends: event.currentTarget.checked })}
        />
      </Line>
      <Line label={t('notify.discreet')} hint={t('notify.discreetHint')}>
        <Switch
          aria-label={t('notify.discreet')}
          checked={notify.discreet}
          onChange={(event) => set({ discreet: event.currentTarget.checked })}
        />
      </Line>
      <VipList />
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Line({ label, hint, children }: LineProps) {
  return (
    <div className={styles.line}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        {hint !== undefined && <p className={styles.small}>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
