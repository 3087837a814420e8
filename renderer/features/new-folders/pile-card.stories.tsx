import type { MessageId } from '../../../contract/ids.ts';
import { folders, HEBREW, HEBREW_SUBJECT, hoursAgo, LONG_FRENCH, personal } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import type { ShownPile } from './new-folders-slice.ts';
import { PileCard } from './pile-card.tsx';

const club = { name: 'Club de lecture', address: 'club@example.fr' };
const sample = (id: number, subject: string, sender = club) => ({
  messageId: id as MessageId,
  subject,
  sender,
  date: hoursAgo(id),
});

function pile(more: Partial<ShownPile> = {}, account: string | null = null): Story {
  const shown: ShownPile = {
    id: '1/club',
    key: 'club',
    from: folders.inbox.id,
    accountId: personal,
    name: 'Club de lecture',
    namedBy: 'draft',
    naming: false,
    busy: false,
    problem: null,
    made: null,
    messages: [1, 2, 3].map((id) => id as MessageId),
    senders: [{ address: club, count: 3 }],
    senderCount: 1,
    samples: [sample(1, 'Prochaine rencontre'), sample(2, 'Le livre du mois')],
    ...more,
  };
  return { draw: () => <PileCard pile={shown} account={account} /> };
}

export const group: StoryGroup = {
  title: 'Folder that is suggested',
  ground: 'surface',
  width: 440,
  within: (story) => <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>{story}</ul>,
  stories: {
    'one sender': pile(),
    'of one of two accounts, many senders': pile({ senderCount: 12, namedBy: 'model' }, 'Camille Moreau'),
    'being named': pile({ naming: true }),
    'being made': pile({ busy: true }),
    'without a name': pile({ name: '' }),
    'could not be made': pile({ problem: { code: 'folder-exists' } }),
    'long text': pile({ name: LONG_FRENCH, samples: [sample(1, LONG_FRENCH), sample(2, '')] }),
    'from right to left': pile({
      name: HEBREW.name,
      senders: [{ address: HEBREW, count: 3 }],
      samples: [sample(1, HEBREW_SUBJECT, HEBREW)],
    }),
  },
};
