import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useText } from '../../lib/words/text.ts';

/** Undo of one mail, as a small sign at the end of its row. */
export function UndoOne({ onClick }: { readonly onClick: () => void }) {
  const { t } = useText();
  return (
    <Tooltip label={t('activity.undoOne')}>
      <ActionIcon size={26} onClick={onClick} aria-label={t('activity.undoOne')} data-testid="undo-receipt">
        <IconArrowBackUp size={15} />
      </ActionIcon>
    </Tooltip>
  );
}
