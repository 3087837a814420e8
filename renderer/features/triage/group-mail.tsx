import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { memo, useMemo } from 'react';
import type { ProposalRow } from '../../../contract/suggestions.ts';
import { useKeyNames } from '../../lib/keys/use-keys.ts';
import type { Modifiers } from '../../lib/lists/selection.ts';
import { formatChance } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { MailRow } from '../../ui/mail-row.tsx';
import type { MailActs } from './mails-slice.ts';

interface Props {
  readonly row: ProposalRow;
  readonly index: number;
  readonly atCursor: boolean;
  readonly picked: boolean;
  readonly acts: MailActs;
  readonly onClick: (row: ProposalRow, held: Modifiers) => void;
}

/** One mail of a group with its own approve and dismiss; drawn anew only when something of it changes. */
export const GroupMail = memo(function GroupMail({ row, index, atCursor, picked, acts, onClick }: Props) {
  // The same buttons while the row moves up: they cost more than all the rest of it.
  const actions = useMemo(() => <Actions row={row} acts={acts} />, [row, acts]);
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
      urgent={row.urgent}
      atCursor={atCursor}
      picked={picked}
      open={false}
      onClick={(held) => onClick(row, held)}
      actions={actions}
    />
  );
});

function Actions({ row, acts }: Pick<Props, 'row' | 'acts'>) {
  const { t, language } = useText();
  const keyName = useKeyNames();
  return (
    <>
      <Tooltip label={t('action.dismissHint', { key: keyName('dismiss') })}>
        <ActionIcon size={26} onClick={() => void acts.dismiss([row])} aria-label={t('action.dismissOne')}>
          <IconX size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('action.approveHint', { chance: formatChance(row.probability, language) })}>
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
  );
}
