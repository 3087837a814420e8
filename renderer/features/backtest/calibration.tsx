import type { BacktestResult } from '../../../contract/backtest.ts';
import { formatNumber, formatShare } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './backtest.module.css';

/** What was announced and what came true, bin by bin: the two should meet. */
export function Calibration({ result }: { readonly result: BacktestResult }) {
  const { t, language } = useText();
  const share = (value: number) => formatShare(value, language);
  return (
    <>
      <h2 className={styles.heading}>{t('backtest.calibration')}</h2>
      <p className={styles.explain}>{t('backtest.calibrationHint', { difference: share(result.ece) })}</p>
      <ul className={styles.bins}>
        {result.calibration.map(({ from, said, right, mails }) => (
          <li key={from}>
            <span className={styles.heardBin}>
              {t('backtest.bin', {
                said: share(said),
                right: share(right),
                count: mails,
                mails: formatNumber(mails, language),
              })}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.fill} style={{ width: `${right * 100}%` }} />
              <span className={styles.tick} style={{ left: `${said * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
