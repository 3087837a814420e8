import type { BacktestResult } from '../../../contract/backtest.ts';
import { formatNumber, formatShare } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './backtest.module.css';

/** The figures that matter, each with what it means. */
export function Figures({ result }: { readonly result: BacktestResult }) {
  const { t, language } = useText();
  const share = (value: number) => formatShare(value, language);
  const number = (value: number) => formatNumber(value, language);
  const { promise, keeping, precisionAtPromise, coverageAtPromise } = result;
  const wrongly = Math.round(coverageAtPromise * result.judged * (1 - precisionAtPromise));
  return (
    <>
      <h2 className={styles.detailTitle} data-testid="backtest-title">
        {t('backtest.judged', {
          count: result.judged,
          judged: number(result.judged),
          folders: number(result.folders),
        })}
      </h2>
      <dl className={styles.figures}>
        <div>
          <dd>{share(result.accuracy)}</dd>
          <dt>{t('backtest.accuracy')}</dt>
        </div>
        <div>
          <dd>{share(result.top3)}</dd>
          <dt>{t('backtest.top3')}</dt>
        </div>
        <div>
          <dd>{share(coverageAtPromise)}</dd>
          <dt>
            {t('backtest.coverage', { promise: share(promise) })}{' '}
            {coverageAtPromise > 0 &&
              t('backtest.precision', {
                precision: share(precisionAtPromise),
                count: wrongly,
                wrongly: number(wrongly),
              })}{' '}
            <strong data-kept={precisionAtPromise >= promise} className={styles.verdict}>
              {coverageAtPromise === 0
                ? t('backtest.notUsed')
                : precisionAtPromise >= promise
                  ? t('backtest.kept')
                  : t('backtest.broken')}
            </strong>
          </dt>
        </div>
        <div>
          <dd>{keeping === null ? '–' : share(keeping.coverage)}</dd>
          <dt>
            {keeping === null
              ? t('backtest.keptByNone', { promise: share(promise) })
              : t('backtest.keptBy', { promise: share(promise), threshold: share(keeping.threshold) })}
          </dt>
        </div>
      </dl>
    </>
  );
}
