import { hoursAgo, nothing } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { MailRow, MailRowWaiting } from './mail-row.tsx';
import { VirtualList } from './virtual-list.tsx';

interface Props {
  readonly count: number;
  readonly cursor?: number;
  /** How many rows are here; those after it have not come yet. */
  readonly here?: number;
}

function Rows({ count, cursor = -1, here = count }: Props) {
  return (
    <VirtualList
      label="Mails"
      count={count}
      heightOf={() => 60}
      keyOf={(index) => index}
      cursor={cursor}
      active={false}
      renderRow={(index) =>
        index >= here ? (
          <MailRowWaiting />
        ) : (
          <MailRow
            index={index}
            sender={{ name: `Club de lecture ${index + 1}`, address: 'club@example.fr' }}
            subject="Prochaine rencontre"
            preview="Le livre du mois"
            date={hoursAgo(index)}
            seen={index > 1}
            hasAttachments={false}
            atCursor={index === cursor}
            picked={index === 3}
            open={false}
            onClick={nothing}
          />
        )
      }
    />
  );
}

export const group: StoryGroup = {
  title: 'Long list',
  ground: 'surface',
  width: 392,
  height: 320,
  within: (story) => <div style={{ display: 'flex', flexDirection: 'column', height: '100%' }}>{story}</div>,
  stories: {
    one: { draw: () => <Rows count={1} /> },
    'a hundred thousand': { draw: () => <Rows count={100_000} /> },
    'far down': { draw: () => <Rows count={100_000} cursor={50_000} /> },
    'some not here yet': { draw: () => <Rows count={8} here={2} /> },
  },
};
