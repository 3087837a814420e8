import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFolderSymlink } from '@tabler/icons-react';
import { useServices } from '../../../lib/services.tsx';
import { useText } from '../../../lib/words/text.ts';
import { MarkButtons } from '../../../ui/mark-buttons.tsx';
import { PickedBar } from '../../../ui/picked-bar.tsx';
import { markMessages, moveMessages } from '../commands.ts';
import { messageListStore, selectMeantMessages, useMessageList } from '../mailbox-slice.ts';
import { approveFound, markEverything, moveEverything } from './commands.ts';
import { searchStore, useSearch } from './search-slice.ts';

/** What can be done with the picked mails, or with all that was found. */
export function FoundBar() {
  const { t } = useText();
  const services = useServices();
  const list = messageListStore.useApi();
  const search = searchStore.useApi();
  const everything = useSearch((state) => state.everything);
  const pages = useMessageList((state) => state.pages);
  const picked = useMessageList((state) => state.marks.selected.size);
  if (!everything && picked === 0) return null;
  const rows = everything ? [...pages.rows.values()] : selectMeantMessages(list.getState());
  return (
    <PickedBar
      count={everything ? pages.total : picked}
      onClear={() => {
        search.getState().pickEverything(false);
        list.getState().unpick();
      }}
    >
      <Button
        size="xs"
        flex="none"
        onClick={() => void approveFound(search, list, services)}
        data-testid="approve-found"
      >
        {t('action.approve')}
      </Button>
      <Tooltip label={`${t('action.move')} (M)`}>
        <ActionIcon
          aria-label={t('action.move')}
          data-testid="move-found"
          onClick={() =>
            void (everything ? moveEverything(search, list, services) : moveMessages(rows, list, services))
          }
        >
          <IconFolderSymlink size={17} />
        </ActionIcon>
      </Tooltip>
      <MarkButtons
        seen={rows.every(({ seen }) => seen)}
        flagged={rows.every(({ flagged }) => flagged)}
        onMark={(command) =>
          void (everything
            ? markEverything(command, search, list, services)
            : markMessages(command, rows, list, services))
        }
      />
    </PickedBar>
  );
}
