import { IconFolder } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { anAccount, aStatus, folders, LONG_FRENCH, nothing, work } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { PlaceButton } from './place-button.tsx';
import { Places } from './places.tsx';

const button = (
  more: Partial<ComponentProps<typeof PlaceButton>> = {},
  under?: 'pointer' | 'keys',
): Story => ({
  ...(under === undefined ? {} : { under, part: 'button' }),
  draw: () => (
    <PlaceButton
      icon={<IconFolder size={17} />}
      label={folders.bills.name}
      current={false}
      folded={false}
      onClick={nothing}
      {...more}
    />
  ),
});
const two = aStatus({
  accounts: [
    anAccount(),
    anAccount({ id: work, name: LONG_FRENCH, status: 'sign-in-needed', problem: { code: 'wrong-password' } }),
  ],
});

export const group: StoryGroup = {
  title: 'Places',
  ground: 'paper',
  width: 240,
  stories: {
    place: button(),
    'under the pointer': button({}, 'pointer'),
    'with the focus': button({}, 'keys'),
    'where one is': button({ current: true }),
    'with a count': button({ count: '1,284', strong: true }),
    'deep, with a long name': button({ depth: 3, label: LONG_FRENCH, count: '12' }),
    'from right to left': button({ label: folders.rtl.name, count: '3' }),
    folded: { ...button({ folded: true, current: true }), width: 72 },
    'all places': { draw: () => <Places /> },
    'all places, two accounts': {
      draw: () => <Places />,
      prepare: ({ session }) => session.setState({ status: two }),
    },
    'all places, folded': {
      width: 72,
      draw: () => <Places />,
      prepare: ({ session }) => session.setState({ placesFolded: true }),
    },
  },
};
