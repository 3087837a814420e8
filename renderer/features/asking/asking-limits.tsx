import { NativeSelect, Switch } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import type { AskingLimits } from '../../../contract/asking.ts';
import { formatDuration, inFigures } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ALL_DAY, DAYS, EVER, MINUTES, withOwn } from './asking-choices.ts';
import { useAsking } from './asking-slice.ts';
import styles from './asking.module.css';

/** How much the model may do by itself. Everything takes effect at once. */
export function AskingSwitches({ limits }: { readonly limits: AskingLimits }) {
  const { t, language } = useText();
  const setLimits = useAsking((state) => state.setLimits);
  const { enabled, minutesADay, maxAgeDays, onBattery } = limits;
  return (
    <div>
      <Line label={t('asking.enabled')} hint={t('asking.enabledHint')}>
        {(id) => (
          <Switch
            id={id}
            checked={enabled}
            onChange={(event) => void setLimits({ enabled: event.currentTarget.checked })}
            data-testid="asking-enabled"
          />
        )}
      </Line>
      {enabled && (
        <>
          <Line label={t('asking.minutesADay')}>
            {(id) => (
              <NativeSelect
                id={id}
                size="xs"
                data={[
                  ...withOwn(MINUTES, minutesADay, ALL_DAY).map((minutes) => ({
                    value: String(minutes),
                    label: formatDuration(minutes * 60, language),
                  })),
                  { value: String(ALL_DAY), label: t('asking.noLimit') },
                ]}
                value={String(minutesADay)}
                onChange={(event) => void setLimits({ minutesADay: Number(event.currentTarget.value) })}
                data-testid="asking-minutes"
              />
            )}
          </Line>
          <Line label={t('asking.maxAge')}>
            {(id) => (
              <NativeSelect
                id={id}
                size="xs"
                data={[
                  ...withOwn(DAYS, maxAgeDays, EVER).map((days) => ({
                    value: String(days),
                    label: formatAge(days, language),
                  })),
                  { value: String(EVER), label: t('asking.anyAge') },
                ]}
                value={String(maxAgeDays)}
                onChange={(event) => void setLimits({ maxAgeDays: Number(event.currentTarget.value) })}
                data-testid="asking-age"
              />
            )}
          </Line>
          <Line label={t('asking.onBattery')}>
            {(id) => (
              <Switch
                id={id}
                checked={onBattery}
                onChange={(event) => void setLimits({ onBattery: event.currentTarget.checked })}
                data-testid="asking-battery"
              />
            )}
          </Line>
        </>
      )}
    </div>
  );
}

function formatAge(days: number, language: string): string {
  const [value, unit] = days % 365 === 0 ? ([days / 365, 'year'] as const) : ([days, 'day'] as const);
  return inFigures(value, language, { style: 'unit', unit, unitDisplay: 'long' });
}

interface LineProps {
  readonly label: string;
  readonly hint?: string;
  /** The control, given the id that its label points at. */
  readonly children: (id: string) => ReactNode;
}

function Line({ label, hint, children }: LineProps) {
  const id = useId();
  return (
    <div className={styles.line}>
      <div>
        <label className={styles.lineLabel} htmlFor={id}>
          {label}
        </label>
        {hint !== undefined && <p className={styles.small}>{hint}</p>}
      </div>
      {children(id)}
    </div>
  );
}
