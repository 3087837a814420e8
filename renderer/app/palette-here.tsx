import type { SpotlightActionData } from '@mantine/spotlight';
import { IconUserStar } from '@tabler/icons-react';
import { Palette } from '../features/palette/index.ts';
import { useReader } from '../features/reader/index.ts';
import { useServices } from '../lib/services.tsx';
import { nameOf } from '../lib/words/people.ts';
import { useText } from '../lib/words/text.ts';

/** The palette, with what can be done about the sender of the mail that is being read. */
export function PaletteHere() {
  return <Palette more={useVipAction()} />;
}

function useVipAction(): readonly SpotlightActionData[] {
  const { t } = useText();
  const { client, tell } = useServices();
  const mail = useReader((state) => state.mail);
  if (mail === null || mail.from.address === '') return [];
  const { from, senderVip } = mail;
  async function turn(): Promise<void> {
    const reply = await client.call('people.setVip', { ...from, vip: !senderVip });
    if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
  }
  return [
    {
      id: 'vip',
      label: t(senderVip ? 'vip.unmakeNamed' : 'vip.makeNamed', { name: nameOf(from) }),
      leftSection: <IconUserStar size={18} />,
      onClick: () => void turn(),
    },
  ];
}
