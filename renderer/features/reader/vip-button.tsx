import { ActionIcon, Tooltip } from '@mantine/core';
import { IconUserStar } from '@tabler/icons-react';
import type { OpenMessage } from '../../../contract/messages.ts';
import { useServices } from '../../lib/services.tsx';
import { nameOf } from '../../lib/words/people.ts';
import { useText } from '../../lib/words/text.ts';

/** Makes the sender a VIP, or takes that back. */
export function VipButton({ mail }: { readonly mail: OpenMessage }) {
  const { t } = useText();
  const { client, tell } = useServices();
  const { from, senderVip } = mail;
  if (from.address === '') return null;
  async function turn(): Promise<void> {
    const reply = await client.call('people.setVip', { ...from, vip: !senderVip });
    if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
  }
  return (
    <Tooltip label={senderVip ? t('vip.isOne') : t('vip.make')}>
      <ActionIcon
        size={22}
        color={senderVip ? 'pine' : 'gray'}
        style={{ alignSelf: 'center' }}
        aria-pressed={senderVip}
        aria-label={t('vip.toggle', { name: nameOf(from) })}
        onClick={() => void turn()}
        data-testid="vip"
      >
        <IconUserStar size={15} stroke={senderVip ? 2.2 : 1.6} />
      </ActionIcon>
    </Tooltip>
  );
}
