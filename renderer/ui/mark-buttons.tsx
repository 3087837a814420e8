import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArchive, IconMail, IconMailOpened, IconStar, IconStarOff, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MarkCommand } from '../lib/acts/marking.ts';
import { useKeyNames } from '../lib/keys/use-keys.ts';
import { useText } from '../lib/words/text.ts';

interface Props {
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly onMark: (command: MarkCommand) => void;
}

const SIZE = 17;

/** What can be done with mails besides filing them, each with its key. */
export function MarkButtons({ seen, flagged, onMark }: Props) {
  const { t } = useText();
  const keyName = useKeyNames();
  const button = (command: MarkCommand, label: string, icon: ReactNode) => (
    <Tooltip label={`${label} (${keyName(command)})`}>
      <ActionIcon onClick={() => onMark(command)} aria-label={label} data-testid={`mark-${command}`}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      {button('archive', t('mark.archive'), <IconArchive size={SIZE} />)}
      {button('trash', t('mark.trash'), <IconTrash size={SIZE} />)}
      {button(
        'read',
        seen ? t('mark.unread') : t('mark.read'),
        seen ? <IconMail size={SIZE} /> : <IconMailOpened size={SIZE} />,
      )}
      {button(
        'star',
        flagged ? t('mark.unflag') : t('mark.flag'),
        flagged ? <IconStarOff size={SIZE} /> : <IconStar size={SIZE} />,
      )}
    </>
  );
}
