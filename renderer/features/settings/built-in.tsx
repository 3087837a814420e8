import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { BuiltIn as Package } from 'virtual:built-in';
import { formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './settings.module.css';

/** The packages that are built in, with their licences; fetched when this is looked at, listed when asked for. */
export function BuiltIn() {
  const { t, language } = useText();
  const [packages, setPackages] = useState<readonly Package[] | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let here = true;
    void import('virtual:built-in').then((list) => {
      if (here) setPackages(list.packages);
    });
    return () => {
      here = false;
    };
  }, []);
  if (packages === null) return null;
  return (
    <section aria-label={t('about.builtIn')} className={styles.builtIn}>
      <div className={styles.line}>
        <div>
          <p className={styles.lineLabel}>{t('about.builtIn')}</p>
          <p className={styles.small}>{t('about.builtInHint')}</p>
        </div>
        {!open && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setOpen(true)}
            data-testid="about-built-in"
          >
            {t('about.showAll', { count: packages.length, number: formatNumber(packages.length, language) })}
          </Button>
        )}
      </div>
      {open && (
        <ul className={styles.packages} data-testid="about-packages">
          {packages.map(({ name, version, licence }) => (
            <li key={`${name} ${version}`}>
              <span>
                {name} <span className={styles.small}>{version}</span>
              </span>
              <span className={styles.small}>{licence ?? t('about.unknown')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
