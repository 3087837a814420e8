import type { SpotlightActionData } from '@mantine/spotlight';
import {
  IconChartBar,
  IconFolder,
  IconFolderPlus,
  IconHistory,
  IconInbox,
  IconListCheck,
  IconPlayerTrackPrev,
  IconSearch,
  IconSparkles,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyOf } from '../../lib/keys/key-map.ts';
import { PLACES, type Place } from '../../lib/places.ts';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { parentPath } from '../../lib/words/folders.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { useText } from '../../lib/words/text.ts';
import { paletteAction } from './action.tsx';

const SIZE = 18;

const ICONS = {
  proposals: <IconSparkles size={SIZE} />,
  mailbox: <IconInbox size={SIZE} />,
  search: <IconSearch size={SIZE} />,
  activity: <IconHistory size={SIZE} />,
  dashboard: <IconChartBar size={SIZE} />,
  rules: <IconListCheck size={SIZE} />,
  backtest: <IconPlayerTrackPrev size={SIZE} />,
  'new-folders': <IconFolderPlus size={SIZE} />,
} satisfies Record<Place, ReactNode>;

/** Every place, and every mailbox of every account. */
export function usePlaceActions(): SpotlightActionData[] {
  const { t } = useText();
  const go = useSession((state) => state.go);
  const changes = useSession((state) => state.settings.shortcuts);
  const mailboxes = useSession((state) => state.mailboxes);
  const accounts = useSession(selectAccounts);
  const firstInbox = mailboxes.find(({ role }) => role === 'inbox');
  const places = PLACES.flatMap((place) => {
    if (place === 'mailbox' && firstInbox === undefined) return [];
    const view = place === 'mailbox' ? firstInbox && { place, id: firstInbox.id } : { place };
    return paletteAction({
      id: `go-${place}`,
      label: t(`keys.short.go-${place}`),
      icon: ICONS[place],
      chord: keyOf(`go-${place}`, changes),
      run: () => view !== undefined && go(view),
    });
  });
  const nameOf = new Map(accounts.map(({ id, name, address }) => [id, name || address]));
  const folders = mailboxes.flatMap((mailbox) => {
    if (mailbox === firstInbox) return [];
    const where = [accounts.length > 1 ? nameOf.get(mailbox.accountId) : '', parentPath(mailbox)];
    return paletteAction({
      id: `mailbox-${mailbox.id}`,
      label: mailboxName(mailbox, t),
      icon: mailbox.role === 'inbox' ? ICONS.mailbox : <IconFolder size={SIZE} />,
      description: where.filter(Boolean).join(' · '),
      run: () => go({ place: 'mailbox', id: mailbox.id }),
    });
  });
  return [...places, ...folders];
}
