import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { ProposalRow } from '../../../contract/suggestions.ts';
import { useText } from '../../lib/words/text.ts';
import { formatNumber } from '../../lib/words/format.ts';
import type { Modifiers } from '../../lib/lists/selection.ts';
import { useServices } from '../../lib/services.tsx';
import { MailRowWaiting } from '../../ui/mail-row.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { GroupMail } from './group-mail.tsx';
import { triageCommands } from './commands.ts';
import { groupsStore } from './groups-slice.ts';
import { groupMailsStore, useGroupMails, type MailActs } from './mails-slice.ts';
import styles from './triage.module.css';

const ROW_HEIGHT = 60;

/** The mails of the open group, each with its own approve and dismiss. */
export function GroupMailList({ acts }: { readonly acts: MailActs }) {
  const { t, language } = useText();
  const services = useServices();
  const store = groupMailsStore.useApi();
  const pages = useGroupMails((state) => state.pages);
  const marks = useGroupMails((state) => state.marks);
  const problem = useGroupMails((state) => state.problem);
  const source = useGroupMails((state) => state.source);
  const need = useGroupMails((state) => state.need);
  const all = useGroupMails((state) => state.all);
  const groups = groupsStore.useApi();
  const keys = useMemo(() => triageCommands(groups, store, acts, services), [groups, store, acts, services]);
  const picked = all ? pages.total : marks.selected.size;
  const click = useCallback(
    (row: ProposalRow, held: Modifiers) => {
      store.getState().click(row.id, held);
      if (!held.shift && !held.ctrl) store.getState().read(row.id);
    },
    [store],
  );
  const cursor = [...pages.rows].find(([, row]) => row.id === marks.cursor)?.[0] ?? -1;

  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      {pages.total > 1 && (
        <div className={styles.pickAll}>
          <Checkbox
            size="xs"
            checked={all}
            indeterminate={!all && picked > 0}
            onChange={() => (all ? store.getState().unmark() : store.getState().pickAll())}
            label={t('selection.all', {
              count: pages.total,
              number: formatNumber(pages.total, language),
            })}
            data-testid="pick-all"
          />
        </div>
      )}
      <VirtualList
        label={t('triage.mailsOfGroup')}
        count={pages.total}
        heightOf={ROW_HEIGHT}
        keyOf={(index) => pages.rows.get(index)?.id ?? `waiting-${index}`}
        cursor={cursor}
        active={marks.cursor !== null}
        multiple
        onRange={need}
        resetKey={source ?? undefined}
        renderRow={(index) => {
          const row = pages.rows.get(index);
          if (row === undefined) return <MailRowWaiting />;
          return (
            <GroupMail
              row={row}
              index={index}
              atCursor={marks.cursor === row.id}
              picked={all || marks.selected.has(row.id)}
              acts={acts}
              onClick={click}
            />
          );
        }}
      />
      {picked > 0 && (
        <PickedBar count={picked} onClear={() => store.getState().unpick()}>
          <Button size="xs" onClick={() => keys.approve?.()} data-testid="approve-picked">
            {t('action.approve')}
          </Button>
          <Button size="xs" variant="default" onClick={() => keys.move?.()}>
            {t('action.otherFolder')}
          </Button>
          <Tooltip label={t('action.snoozeHint')}>
            <ActionIcon
              size={30}
              variant="subtle"
              color="gray"
              aria-label={t('action.snooze')}
              onClick={() => keys.snooze?.()}
            >
              <IconClock size={16} />
            </ActionIcon>
          </Tooltip>
          <Button size="xs" variant="subtle" color="gray" onClick={() => keys.dismiss?.()}>
            {t('action.dismiss')}
          </Button>
        </PickedBar>
      )}
    </>
  );
}
