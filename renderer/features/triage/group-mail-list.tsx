import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useText } from '../../lib/words/text.ts';
import { formatChance } from '../../lib/words/format.ts';
import { useServices } from '../../lib/services.tsx';
import { MailRow, MailRowWaiting } from '../../ui/mail-row.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { moveMails } from './commands.ts';
import { groupMailsStore, selectMeantMails, useGroupMails, type MailActs } from './mails-slice.ts';

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
  const cursor = [...pages.rows].find(([, row]) => row.id === marks.cursor)?.[0] ?? -1;

  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      <VirtualList
        label={t('triage.mailsOfGroup')}
        count={pages.total}
        heightOf={() => ROW_HEIGHT}
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
            <MailRow
              index={index}
              sender={row.sender}
              subject={row.subject}
              preview={row.preview}
              date={row.date}
              seen={row.seen}
              hasAttachments={row.hasAttachments}
              vip={row.vip}
              atCursor={marks.cursor === row.id}
              picked={marks.selected.has(row.id)}
              open={false}
              onClick={(held) => {
                store.getState().click(row.id, held);
                if (!held.shift && !held.ctrl) store.getState().read(row.id);
              }}
              actions={
                <>
                  <Tooltip label={t('action.dismissHint')}>
                    <ActionIcon
                      size={26}
                      onClick={() => void acts.dismiss([row])}
                      aria-label={t('action.dismissOne')}
                    >
                      <IconX size={15} />
                    </ActionIcon>
                  </Tooltip>
                  <Tooltip
                    label={t('action.approveHint', { chance: formatChance(row.probability, language) })}
                  >
                    <ActionIcon
                      size={26}
                      color="pine"
                      onClick={() => void acts.approve([row])}
                      aria-label={t('action.approveOne')}
                      data-testid="approve-mail"
                    >
                      <IconCheck size={16} />
                    </ActionIcon>
                  </Tooltip>
                </>
              }
            />
          );
        }}
      />
      {marks.selected.size > 0 && (
        <PickedBar count={marks.selected.size} onClear={() => store.getState().unpick()}>
          <Button size="xs" onClick={() => void acts.approve(selectMeantMails(store.getState()))}>
            {t('action.approve')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void moveMails(store, acts, services)}>
            {t('action.otherFolder')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => void acts.dismiss(selectMeantMails(store.getState()))}
          >
            {t('action.dismiss')}
          </Button>
        </PickedBar>
      )}
    </>
  );
}
