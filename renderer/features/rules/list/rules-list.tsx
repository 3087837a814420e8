import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useText } from '../../../lib/words/text.ts';
import { EmptyNote } from '../../../ui/empty-note.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useOffers } from '../offers-slice.ts';
import { useRules } from '../rules-state.ts';
import { useTrial } from '../trial-slice.ts';
import { ExchangeMenu } from './exchange-menu.tsx';
import { ExchangeSheet } from './exchange-sheet.tsx';
import { Offers } from './offers.tsx';
import { RuleRows } from './rule-rows.tsx';
import styles from './list.module.css';

/** The rules in the order they are asked in, and above them those that the person's filing suggests. */
export function LoadedRulesList() {
  const { t } = useText();
  const { load, add } = useRules((state) => state);
  const loaded = useRules((state) => state.loaded);
  const text = useRules((state) => state.text);
  const empty = useRules((state) => state.rules.length === 0 && state.fresh === null);
  const starter = useRules((state) => state.starter);
  const problem = useRules((state) => state.problem);
  const loadOffers = useOffers((state) => state.load);
  const trySoon = useTrial((state) => state.soon);
  useEffect(() => {
    void load();
    void loadOffers();
  }, [load, loadOffers]);
  useEffect(() => {
    if (loaded) trySoon();
  }, [loaded, text, trySoon]);
  return (
    <section className={styles.column} aria-label={t('rules.title')} data-testid="rules-list">
      <header className={styles.header}>
        <div className={styles.headerTop}>
          <h1 className={styles.title}>{t('rules.title')}</h1>
          <div className={styles.headerActions}>
            <Tooltip label={t('rules.add')}>
              <ActionIcon onClick={add} aria-label={t('rules.add')} data-testid="rule-add">
                <IconPlus size={18} />
              </ActionIcon>
            </Tooltip>
            <ExchangeMenu />
          </div>
        </div>
        <p className={styles.subtitle}>{starter ? t('rules.starter') : t('rules.intro')}</p>
      </header>
      {problem !== null &&
        (problem.code === 'not-found' ? (
          <p className={styles.asText} role="alert">
            {t('rules.notByForm')}
          </p>
        ) : (
          <ProblemNote problem={problem} />
        ))}
      <div className={styles.scroll}>
        <Offers />
        {loaded && empty ? (
          <EmptyNote title={t('rules.emptyTitle')}>
            <p>{t('rules.emptyBody')}</p>
            <Button variant="light" onClick={add}>
              {t('rules.add')}
            </Button>
          </EmptyNote>
        ) : (
          <RuleRows />
        )}
      </div>
      <ExchangeSheet />
    </section>
  );
}
