import type { ComponentProps } from 'react';
import { HEBREW, HEBREW_SUBJECT, hoursAgo, LONG_FRENCH, nothing } from '../gallery/samples.ts';
import type { Story, StoryGroup } from '../gallery/story.ts';
import { ReadRow } from './read-row.tsx';

const row = (more: Partial<ComponentProps<typeof ReadRow>> = {}, story: Partial<Story> = {}): Story => ({
  part: '[role=row]',
  ...story,
  draw: () => (
    <ReadRow
      index={0}
      atCursor={false}
      sender={{ name: 'OVHcloud', address: 'billing@ovh.example' }}
      subject="Votre facture FR-4471"
      at={hoursAgo(3)}
      onClick={nothing}
      testId="read-row"
      {...more}
    />
  ),
});

export const group: StoryGroup = {
  title: 'Mail to be read',
  ground: 'surface',
  width: 400,
  within: (story) => (
    <div role="grid" aria-label="Mails">
      {story}
    </div>
  ),
  stories: {
    'at rest': row(),
    'under the pointer': row({}, { under: 'pointer' }),
    'under the cursor': row({ atCursor: true }),
    'with the focus': row({ atCursor: true }, { under: 'keys' }),
    'with a word aside': row({ aside: '97 %' }),
    'with a line of its own': row({ children: <p>Factures → Voyages</p> }),
    'no subject, no sender': row({ subject: ' ', sender: { name: '', address: '' } }),
    'long text': row({
      subject: LONG_FRENCH,
      sender: { name: LONG_FRENCH, address: 'a@example.fr' },
      aside: '97 %',
    }),
    'from right to left': row({ subject: HEBREW_SUBJECT, sender: HEBREW, aside: '97 %' }),
  },
};
