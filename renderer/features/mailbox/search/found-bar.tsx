import { Button } from '@mantine/core';
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
      <Button size="xs" onClick={() => void approveFound(search, list, services)} data-testid="approve-found">
        {t('action.approve')}
      </Button>
      <Button
        size="xs"
        variant="default"
        data-testid="move-found"
        onClick={() =>
          void (everything ? moveEverything(search, list, services) : moveMessages(rows, list, services))
        }
      >
        {t('action.move')}
      </Button>
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
