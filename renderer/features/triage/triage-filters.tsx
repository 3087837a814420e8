import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { SURE } from '../../lib/words/confidence.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatChance, formatNumber } from '../../lib/words/format.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { FilterChip, FilterToggle } from '../../ui/filter-chip.tsx';
import { useGroups } from './groups-slice.ts';
import styles from './triage.module.css';

interface ButtonProps {
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Shows and hides the row of conditions. */
export function FilterButton({ open, onToggle }: ButtonProps) {
  const { t } = useText();
  return (
    <Tooltip label={t('filter.label')}>
      <ActionIcon
        size={28}
        variant="subtle"
        color="gray"
        aria-label={t('filter.label')}
        aria-expanded={open}
        onClick={onToggle}
        data-testid="filter-button"
      >
        <IconFilter size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What the proposals are narrowed to, in one row, and a box to pick all of them. */
export function TriageFilters({ total, groups }: { readonly total: number; readonly groups: number }) {
  const { t, language } = useText();
  const filter = useGroups((state) => state.filter);
  const stages = useGroups((state) => state.stages);
  const targets = useGroups((state) => state.targets);
  const setFilter = useGroups((state) => state.setFilter);
  const picked = useGroups((state) => state.marks.selected.size);
  const pickAll = useGroups((state) => state.pickAll);
  const unpick = useGroups((state) => state.unpick);
  const mailboxes = useSession((state) => state.mailboxes);
  const accounts = useSession(selectAccounts);
  const known = targets.flatMap((id) => findMailbox(mailboxes, id) ?? []);
  const all = groups > 0 && picked === groups;
  return (
    <div className={styles.filters} role="group" aria-label={t('filter.label')} data-testid="triage-filters">
      <Checkbox
        size="xs"
        className={styles.filterAll}
        checked={all}
        indeterminate={!all && picked > 0}
        onChange={all ? unpick : pickAll}
        label={t('selection.allShort', { number: formatNumber(total, language) })}
        aria-label={t('selection.all', { count: total, number: formatNumber(total, language) })}
        data-testid="pick-all-groups"
      />
      <FilterToggle
        label={t('filter.sure', { chance: formatChance(SURE, language) })}
        on={filter.minProbability !== undefined}
        onChange={(on) => void setFilter({ minProbability: on ? SURE : null })}
        testId="filter-sure"
      />
      <FilterChip
        label={t('filter.stage')}
        options={stages.map((stage) => ({ value: stage, label: t(`filter.stages.${stage}`) }))}
        value={filter.stage ?? null}
        onPick={(stage) => void setFilter({ stage })}
        testId="filter-stage"
      />
      <FilterChip
        label={t('filter.folder')}
        options={known.map((mailbox) => ({ value: String(mailbox.id), label: mailboxName(mailbox, t) }))}
        value={filter.target === undefined ? null : String(filter.target)}
        onPick={(target) => void setFilter({ target: target === null ? null : Number(target) })}
        testId="filter-folder"
      />
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
