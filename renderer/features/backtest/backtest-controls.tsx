import { Button, NativeSelect, Progress, SegmentedControl } from '@mantine/core';
import { IconFlask, IconPlayerPlay } from '@tabler/icons-react';
import type { SyncProgress } from '../../../contract/accounts.ts';
import { formatDuration, formatNumber, formatShare } from '../../lib/words/format.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { PROMISES, useBacktest } from './backtest-slice.ts';
import styles from './backtest.module.css';

/** Which account, which promise, and the run. */
export function BacktestControls() {
  const { t, language } = useText();
  const accounts = useSession(selectAccounts);
  const openSheet = useSession((state) => state.openSheet);
  const account = useBacktest((state) => state.account);
  const show = useBacktest((state) => state.show);
  const promise = useBacktest((state) => state.promise);
  const choosePromise = useBacktest((state) => state.choosePromise);
  const running = useBacktest((state) => state.running);
  const ended = useBacktest((state) => state.ended);
  const start = useBacktest((state) => state.start);
  const again = useBacktest((state) => state.result !== null);
  return (
    <div className={styles.controls}>
      {accounts.length > 1 && (
        <NativeSelect
          label={t('backtest.account')}
          value={account ?? ''}
          data={accounts.map(({ id, name, address, demo }) => ({
            value: String(id),
            label: demo ? t('account.demo') : name || address,
          }))}
          onChange={(event) => {
            const chosen = accounts.find(({ id }) => String(id) === event.currentTarget.value);
            if (chosen) void show(chosen.id);
          }}
          data-testid="backtest-account"
        />
      )}
      <div>
        <p className={styles.label} id="backtest-promise">
          {t('backtest.promise')}
        </p>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-labelledby="backtest-promise"
          value={String(promise)}
          onChange={(value) => choosePromise(Number(value))}
          disabled={running !== null}
          data={PROMISES.map((value) => ({ value: String(value), label: formatShare(value, language) }))}
        />
        <p className={styles.hint}>{t('backtest.promiseHint', { share: formatShare(promise, language) })}</p>
      </div>
      {running === null ? (
        <div className={styles.buttons}>
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
            onClick={() => void start()}
            data-testid="backtest-start"
          >
            {again ? t('backtest.runAgain') : t('backtest.run')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconFlask size={16} aria-hidden="true" />}
            onClick={() => openSheet('try-it')}
          >
            {t('tryIt.open')}
          </Button>
        </div>
      ) : (
        <Running running={running} />
      )}
      {(ended === 'too-little' || ended === 'failed' || ended === 'stopped') && (
        <p className={styles.hint} role="status" data-testid="backtest-ended">
          {t(`backtest.ended.${ended}`)}
        </p>
      )}
    </div>
  );
}

function Running({ running }: { readonly running: SyncProgress }) {
  const { t, language } = useText();
  const stop = useBacktest((state) => state.stop);
  const { done, total, mailsPerSecond, secondsLeft } = running;
  const percent = total === 0 ? 0 : (100 * done) / total;
  return (
    <div className={styles.running} data-testid="backtest-running">
      <Progress value={percent} size="sm" aria-label={t('backtest.running')} />
      <div className={styles.runningFoot}>
        <p className={styles.hint}>
          {total === 0
            ? t('backtest.gathering')
            : t('backtest.progress', {
                done: formatNumber(done, language),
                total: formatNumber(total, language),
                rate: formatNumber(mailsPerSecond, language),
                left: secondsLeft === null ? '…' : formatDuration(secondsLeft, language),
              })}
        </p>
        <Button size="xs" variant="default" onClick={() => void stop()} data-testid="backtest-stop">
          {t('backtest.stop')}
        </Button>
      </div>
    </div>
  );
}
