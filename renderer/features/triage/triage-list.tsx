import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { pass } from '../../lib/milestones.ts';
import { SURE } from '../../lib/words/confidence.ts';
import { formatChance, formatNumber } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { GroupRow } from './group-row.tsx';
import { useGroups } from './groups-slice.ts';
import { useGroupMails } from './mails-slice.ts';
import { NothingShown, NothingWaits } from './nothing-waits.tsx';
import { Snoozed } from './snoozed.tsx';
import { FilterButton, TriageFilters } from './triage-filters.tsx';
import { rowsOf, sectionsOf } from './sections.ts';
import { SectionHeading } from './section-heading.tsx';
import styles from './triage.module.css';
import { Unplaced } from './unplaced.tsx';

const HEADING_HEIGHT = 52;
const GROUP_HEIGHT = 96;

/** The proposals, by target folder and cause. `offer`: a line of another feature about mails that could not be placed. */
export function TriageList({ offer }: { readonly offer?: (undecided: number) => ReactNode }) {
  const { t, language } = useText();
  const groups = useGroups((state) => state.groups);
  const hidden = useGroups((state) => state.hidden);
  const undecided = useGroups((state) => state.undecided);
  const loaded = useGroups((state) => state.loaded);
  const problem = useGroups((state) => state.problem);
  const cursor = useGroups((state) => state.marks.cursor);
  const approveShown = useGroups((state) => state.approveShown);
  const setFilter = useGroups((state) => state.setFilter);
  const narrowed = useGroups((state) => Object.keys(state.filter).length > 0);
  const [asked, ask] = useState(false);
  const filtersOpen = asked || narrowed;
  const toggleFilters = () => {
    ask(!filtersOpen);
    // What is hidden must not narrow the list in silence.
    if (narrowed) void setFilter({ accountId: null, target: null, stage: null, minProbability: null });
  };
  const approveSure = useGroups((state) => state.approveSure);
  const revision = useGroups((state) => state.revision);
  const keysInside = useGroupMails((state) => state.marks.cursor !== null);
  const sections = useMemo(() => sectionsOf(groups, hidden), [groups, hidden]);
  const rows = useMemo(() => rowsOf(sections), [sections]);
  const total = sections.reduce((sum, section) => sum + section.count, 0);
  useEffect(() => {
    if (rows.length > 0) pass('casier:first-proposal');
  }, [rows]);
  const someSure = sections.some((section) => section.sure !== 'none');

  return (
    <section className={styles.column} aria-label={t('place.proposals')}>
      <header className={styles.header}>
        <div className={styles.headerTop}>
          <h1 className={styles.title}>{t('place.proposals')}</h1>
          <div className={styles.headerActs}>
            {narrowed && total > 0 ? (
              <Button
                variant="light"
                size="compact-sm"
                leftSection={<IconChecks size={15} aria-hidden="true" />}
                onClick={() => void approveShown()}
                data-testid="approve-shown"
              >
                {t('triage.approveCount', { count: total, number: formatNumber(total, language) })}
              </Button>
            ) : (
              someSure && (
                <Button
                  variant="light"
                  size="compact-sm"
                  leftSection={<IconChecks size={15} aria-hidden="true" />}
                  onClick={() => void approveSure(SURE)}
                  data-testid="approve-sure"
                >
                  {t('triage.approveSure', { chance: formatChance(SURE, language) })}
                </Button>
              )
            )}
            {(narrowed || total > 0) && <FilterButton open={filtersOpen} onToggle={toggleFilters} />}
          </div>
        </div>
        <p className={styles.subtitle} data-testid="waiting-count" data-revision={revision}>
          {total > 0
            ? t('triage.summary', {
                count: total,
                number: formatNumber(total, language),
                folders: t('triage.folders', { count: sections.length }),
              })
            : '\u00a0'}
        </p>
      </header>
      {filtersOpen && (narrowed || total > 0) && (
        <TriageFilters total={total} groups={rows.length - sections.length} />
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      {rows.length === 0 ? (
        loaded && (narrowed ? <NothingShown /> : <NothingWaits />)
      ) : (
        <VirtualList
          label={t('place.proposals')}
          count={rows.length}
          heightOf={(index) => (rows[index]?.kind === 'section' ? HEADING_HEIGHT : GROUP_HEIGHT)}
          keyOf={(index) => rows[index]?.id ?? index}
          cursor={rows.findIndex((row) => row.kind === 'group' && row.id === cursor)}
          active={!keysInside}
          multiple
          renderRow={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            return row.kind === 'section' ? (
              <SectionHeading section={row.section} index={index} />
            ) : (
              <GroupRow group={row.group} id={row.id} index={index} />
            );
          }}
        />
      )}
      <Snoozed />
      {loaded && offer?.(undecided)}
      {rows.length > 0 && <Unplaced />}
    </section>
  );
}
