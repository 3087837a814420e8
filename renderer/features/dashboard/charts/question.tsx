import { UnstyledButton } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useText } from '../../../lib/words/text.ts';
import styles from './charts.module.css';

/** A table of the same figures: for those who hear the page, and for those who want to read them. */
export interface Figures {
  readonly head: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[];
}

interface Props {
  readonly title: string;
  readonly testId: string;
  /** None while there is nothing to show. */
  readonly figures?: Figures;
  /** The picture; not for those who hear the page. */
  readonly picture?: ReactNode;
  /** Under the picture, or alone. */
  readonly children?: ReactNode;
}

/** One question, the picture that answers it, and the same as a table. */
export function Question({ title, testId, figures, picture, children }: Props) {
  const { t } = useText();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <section className={styles.question} aria-labelledby={id} data-testid={testId}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {figures !== undefined && (
          <UnstyledButton
            className={styles.toggle}
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
            data-testid={`${testId}-table`}
          >
            {t('dashboard.asTable')}
          </UnstyledButton>
        )}
      </div>
      {picture !== undefined && !asTable && <div aria-hidden="true">{picture}</div>}
      {figures !== undefined && (
        <div
          className={asTable ? styles.table : 'heard-only'}
          {...(asTable ? { tabIndex: 0, role: 'group', 'aria-labelledby': id } : {})}
        >
          <table>
            <caption className="heard-only">{title}</caption>
            <thead>
              <tr>
                {figures.head.map((text) => (
                  <th key={text} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figures.rows.map((row) => (
                <tr key={row[0]}>
                  {row.map((text, at) =>
                    at === 0 ? (
                      <th key={at} scope="row">
                        {text}
                      </th>
                    ) : (
                      <td key={at}>{text}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {children}
    </section>
  );
}
