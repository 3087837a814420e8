import { Button } from '@mantine/core';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { MessageId } from '../../../contract/ids.ts';
import type { MessageRow } from '../../../contract/messages.ts';
import type { SearchedWord } from '../../../contract/searched-words.ts';
import type { Modifiers } from '../../lib/lists/selection.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { MailRowWaiting } from '../../ui/mail-row.tsx';
import { PickedBar } from '../../ui/picked-bar.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { MarkButtons } from '../../ui/mark-buttons.tsx';
import { markMessages, moveMessages } from './commands.ts';
import { MessageLine } from './message-line.tsx';
import { messageListStore, selectMeantMessages, useMessageList } from './mailbox-slice.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

interface Props {
  readonly label: string;
  /** Stands where there is nothing to list. */
  readonly empty: ReactNode;
  /** Whether each row says which mailbox it is in. */
  readonly namesMailbox: boolean;
  /** What a search adds: words to mark, texts to show in place of previews, everything picked at once, a bar of its own. */
  readonly search?: {
    readonly words: readonly SearchedWord[];
    readonly snippets: ReadonlyMap<MessageId, string>;
    readonly everything: boolean;
    readonly onPick: () => void;
    readonly bar: ReactNode;
  };
}

/** The rows of the mailbox and search views. */
export function MessageRows({ label, empty, namesMailbox, search }: Props) {
  const { t } = useText();
  const services = useServices();
  const store = messageListStore.useApi();
  const pages = useMessageList((state) => state.pages);
  const marks = useMessageList((state) => state.marks);
  const reading = useMessageList((state) => state.reading);
  const problem = useMessageList((state) => state.problem);
  const loading = useMessageList((state) => state.loading);
  const source = useMessageList((state) => state.source);
  const need = useMessageList((state) => state.need);
  const mailboxes = useSession((state) => state.mailboxes);
  const folders = useMemo(
    () => new Map(mailboxes.map((one) => [one.id, mailboxName(one, t)])),
    [mailboxes, t],
  );
  const onPick = search?.onPick;
  const click = useCallback(
    (row: MessageRow, held: Modifiers) => {
      onPick?.();
      store.getState().click(row.id, held);
      if (!held.shift && !held.ctrl) store.getState().read(row.id);
    },
    [store, onPick],
  );
  const cursor = [...pages.rows].find(([, row]) => row.id === marks.cursor)?.[0] ?? -1;

  const marked =
    useMessageList((state) => state.marks.selected.size) > 0 ? selectMeantMessages(store.getState()) : [];

  if (problem !== null) return <ProblemNote problem={problem} />;
  if (pages.total === 0) return loading ? null : empty;
  return (
    <>
      <VirtualList
        label={label}
        count={pages.total}
        heightOf={60}
        keyOf={(index) => pages.rows.get(index)?.id ?? `waiting-${index}`}
        cursor={cursor}
        active
        multiple
        onRange={need}
        resetKey={source ?? undefined}
        renderRow={(index) => {
          const row = pages.rows.get(index);
          if (row === undefined) return <MailRowWaiting />;
          return (
            <MessageLine
              row={row}
              index={index}
              atCursor={marks.cursor === row.id}
              picked={search?.everything === true || marks.selected.has(row.id)}
              open={reading === row.id}
              folder={namesMailbox ? (folders.get(row.mailboxId) ?? '') : null}
              words={search?.words}
              snippet={search?.snippets.get(row.id)}
              onClick={click}
            />
          );
        }}
      />
      {search?.bar}
      {search === undefined && marks.selected.size > 0 && (
        <PickedBar count={marks.selected.size} onClear={() => store.getState().unpick()}>
          <Button
            size="xs"
            onClick={() => void moveMessages(selectMeantMessages(store.getState()), store, services)}
          >
            {t('action.move')}
          </Button>
          <MarkButtons
            seen={marked.every(({ seen }) => seen)}
            flagged={marked.every(({ flagged }) => flagged)}
            onMark={(command) => void markMessages(command, marked, store, services)}
          />
        </PickedBar>
      )}
    </>
  );
}
