import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatNumber } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { useActivity } from './activity-slice.ts';
import styles from './activity.module.css';

/** What to narrow the list to: who decided, by what, into which folder; offered where there is a choice. */
export function ActivityFilters() {
  const { t } = useText();
  const filter = useActivity((state) => state.filter);
  const { stages, rules, folders } = useActivity((state) => state.choices);
  const setFilter = useActivity((state) => state.setFilter);
  const mailboxes = useSession((state) => state.mailboxes);
  const accounts = useSession(selectAccounts);
  const known = folders.flatMap((id) => findMailbox(mailboxes, id) ?? []);
  return (
    <div className={styles.filters} role="group" aria-label={t('filter.label')}>
      <FilterChip
        label={t('filter.actor')}
        options={[
          { value: 'person', label: t('filter.person') },
          { value: 'trust', label: t('filter.trust') },
        ]}
        value={filter.actor ?? null}
        onPick={(actor) => void setFilter({ actor })}
        testId="filter-actor"
      />
      {stages.length > 0 && (
        <FilterChip
          label={t('filter.stage')}
          options={stages.map((stage) => ({ value: stage, label: t(`filter.stages.${stage}`) }))}
          value={filter.stage ?? null}
          onPick={(stage) => void setFilter({ stage })}
          testId="filter-stage"
        />
      )}
      {rules.length > 0 && (
        <FilterChip
          label={t('filter.rule')}
          options={rules.map((rule) => ({ value: rule, label: rule }))}
          value={filter.rule ?? null}
          onPick={(rule) => void setFilter({ rule })}
          testId="filter-rule"
        />
      )}
      {known.length > 0 && (
        <FilterChip
          label={t('filter.folder')}
          options={known.map((mailbox) => ({ value: String(mailbox.id), label: mailboxName(mailbox, t) }))}
          value={filter.folder === undefined ? null : String(filter.folder)}
          onPick={(folder) => void setFilter({ folder: folder === null ? null : Number(folder) })}
          testId="filter-folder"
        />
      )}
      {accounts.length > 1 && (
        <FilterChip
          label={t('filter.account')}
          options={accounts.map(({ id, name, address }) => ({ value: String(id), label: name || address }))}
          value={filter.accountId === undefined ? null : String(filter.accountId)}
          onPick={(account) => void setFilter({ accountId: account === null ? null : Number(account) })}
          testId="filter-account"
        />
      )}
    </div>
  );
}

/** What can be done with all that the filter shows. */
export function FilteredActs() {
  const { t, language } = useText();
  const filter = useActivity((state) => state.filter);
  const counts = useActivity((state) => state.counts);
  const askMany = useActivity((state) => state.askMany);
  if (counts === null || (counts.undo === 0 && counts.redo === 0)) return null;
  const counted = (count: number) => ({ count, number: formatNumber(count, language) });
  return (
    <div className={styles.filtered}>
      {counts.undo > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden="true" />}
          onClick={() => void askMany(filter, 'undo')}
          data-testid="undo-filtered"
        >
          {t('activity.undoCount', counted(counts.undo))}
        </Button>
      )}
      {counts.redo > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowForwardUp size={15} aria-hidden="true" />}
          onClick={() => void askMany(filter, 'redo')}
          data-testid="redo-filtered"
        >
          {t('activity.redoCount', counted(counts.redo))}
        </Button>
      )}
    </div>
  );
}
