import {
  aGroup,
  ARABIC_SUBJECT,
  folders,
  HEBREW,
  HEBREW_SUBJECT,
  hoursAgo,
  LONG_FRENCH,
} from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import type { Group } from '../../../contract/suggestions.ts';
import type { MessageId } from '../../../contract/ids.ts';
import { GroupRow } from './group-row.tsx';
import { groupId } from './sections.ts';

type Mark = 'cursor' | 'picked';

function row(more: Partial<Group>, marks: readonly Mark[] = [], story: Partial<Story> = {}): Story {
  const group = aGroup(more);
  const id = groupId(group);
  return {
    part: '[role=row]',
    ...story,
    draw: () => <GroupRow group={group} id={id} index={0} />,
    prepare: ({ groups }) =>
      groups.setState({
        groups: [group],
        marks: {
          cursor: marks.includes('cursor') ? id : null,
          anchor: null,
          selected: new Set(marks.includes('picked') ? [id] : []),
        },
      }),
  };
}
const sample = (subject: string, id = 1) => ({ messageId: id as MessageId, subject, date: hoursAgo(5) });
const rtl = { address: HEBREW, count: 3 };

export const group: StoryGroup = {
  title: 'Group of proposals',
  ground: 'surface',
  width: 440,
  within: (story) => (
    <div role="grid" aria-label="Groups">
      {story}
    </div>
  ),
  stories: {
    'one sender': row({}),
    'under the pointer': row({}, [], { under: 'pointer' }),
    'under the cursor': row({}, ['cursor']),
    'with the focus': row({}, ['cursor'], { under: 'keys' }),
    picked: row({}, ['picked']),
    'one mail, not sure': row({
      count: 1,
      meanProbability: 0.52,
      samples: [sample('Re: samedi')],
      evidence: [],
    }),
    'a list': row({
      cause: { kind: 'list', label: 'lecteurs.example.org' },
      senderCount: 12,
      count: 4480,
      evidence: [{ kind: 'list', listId: 'lecteurs.example.org', filed: 4480, total: 4481 }],
    }),
    'a thread': row({
      cause: { kind: 'thread', label: 'Le programme de samedi' },
      senderCount: 3,
      evidence: [{ kind: 'thread', filed: 6, total: 6 }],
    }),
    'a kind of subject': row({
      cause: { kind: 'subject', label: 'Votre facture … est disponible' },
      senderCount: 2,
      evidence: [{ kind: 'rule', rule: 'Factures' }],
      vip: true,
    }),
    'marked as well': row({ marks: ['\\Seen', '\\Flagged', 'urgent'] }),
    'the language model thinks so': row({
      evidence: [{ kind: 'opinion', chance: 0.71 }],
      meanProbability: 0.71,
    }),
    'long text': row({
      cause: { kind: 'subject', label: LONG_FRENCH },
      count: 12_480,
      senderCount: 40,
      target: folders.long.id,
      samples: [sample(LONG_FRENCH), sample(LONG_FRENCH, 2)],
      vip: true,
    }),
    'long text, under the pointer': row(
      { cause: { kind: 'subject', label: LONG_FRENCH }, count: 12_480, senderCount: 40 },
      [],
      { under: 'pointer' },
    ),
    'from right to left': row({
      cause: { kind: 'sender', label: HEBREW.name },
      senders: [rtl],
      target: folders.rtl.id,
      samples: [sample(HEBREW_SUBJECT), sample(ARABIC_SUBJECT, 2)],
      evidence: [{ kind: 'sender', address: HEBREW.address, filed: 3, total: 3 }],
    }),
  },
};
