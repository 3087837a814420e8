import type { SpotlightActionData } from '@mantine/spotlight';
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconChecks,
  IconClock,
  IconFolderSymlink,
  IconHistory,
  IconMail,
  IconSelectAll,
  IconStar,
  IconTrash,
  IconUserStar,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Palette, paletteAction } from '../features/palette/index.ts';
import type { CommandId } from '../lib/keys/commands.ts';
import { keyOf } from '../lib/keys/key-map.ts';
import { SURE } from '../lib/words/confidence.ts';
import { formatChance, formatNumber } from '../lib/words/format.ts';
import { nameOf } from '../lib/words/people.ts';
import { useText } from '../lib/words/text.ts';
import type { Commands } from './commands.ts';
import { focusPlace } from './keep-focus.ts';
import type { Stores } from './stores.ts';

const SIZE = 18;

/** Acts that the palette offers where they mean something. */
const ACTS = {
  approve: <IconCheck size={SIZE} />,
  move: <IconFolderSymlink size={SIZE} />,
  dismiss: <IconX size={SIZE} />,
  snooze: <IconClock size={SIZE} />,
  read: <IconMail size={SIZE} />,
  star: <IconStar size={SIZE} />,
  archive: <IconArchive size={SIZE} />,
  trash: <IconTrash size={SIZE} />,
  selectAll: <IconSelectAll size={SIZE} />,
  undo: <IconArrowBackUp size={SIZE} />,
  redo: <IconArrowForwardUp size={SIZE} />,
} as const satisfies Partial<Record<CommandId, ReactNode>>;
const ACT_IDS = Object.keys(ACTS) as readonly (keyof typeof ACTS)[];

/** The palette, with what can be done about what is on screen. */
export function PaletteHere({ stores, commands }: { readonly stores: Stores; readonly commands: Commands }) {
  const { t, language } = useText();
  const { session, groups, search, reader, services } = stores;

  function acts(): SpotlightActionData[] {
    const { shortcuts } = session.getState().settings;
    const meant = commands.meant();
    return ACT_IDS.filter(commands.can).map((id) =>
      paletteAction({
        id,
        label: t(`keys.command.${id}`),
        icon: ACTS[id],
        chord: keyOf(id, shortcuts),
        description:
          id === 'undo' || id === 'redo' || id === 'selectAll' || meant < 2
            ? undefined
            : t('palette.meant', { count: meant, number: formatNumber(meant, language) }),
        // When the palette has given the focus back: what asks on takes it in turn.
        run: () => setTimeout(() => commands.run(id)),
      }),
    );
  }
  function sure(): SpotlightActionData[] {
    const { groups: all, approveSure } = groups.getState();
    if (!all.some(({ minProbability }) => minProbability >= SURE)) return [];
    return [
      paletteAction({
        id: 'approve-sure',
        label: t('triage.approveSure', { chance: formatChance(SURE, language) }),
        icon: <IconChecks size={SIZE} />,
        run: () => void approveSure(SURE),
      }),
    ];
  }
  function searches(): SpotlightActionData[] {
    return search.getState().recent.map((query) =>
      paletteAction({
        id: `search-${query}`,
        label: query,
        description: t('palette.searchAgain'),
        icon: <IconHistory size={SIZE} />,
        run: () => {
          session.getState().go({ place: 'search' });
          search.getState().type(query);
          focusPlace();
        },
      }),
    );
  }
  function vip(): SpotlightActionData[] {
    const { mail, stepThread } = reader.getState();
    if (stepThread === null || mail === null || mail.from.address === '') return [];
    const { from, senderVip } = mail;
    async function turn(): Promise<void> {
      const reply = await services.client.call('people.setVip', { ...from, vip: !senderVip });
      if (!reply.ok) services.tell({ kind: 'problem', problem: reply.problem });
    }
    return [
      paletteAction({
        id: 'vip',
        label: t(senderVip ? 'vip.unmakeNamed' : 'vip.makeNamed', { name: nameOf(from) }),
        icon: <IconUserStar size={SIZE} />,
        run: () => void turn(),
      }),
    ];
  }
  return <Palette here={() => [...acts(), ...sure(), ...vip(), ...searches()]} />;
}
