import { ActionIcon } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import {
  ARABIC_SUBJECT,
  HEBREW,
  HEBREW_SUBJECT,
  LONG_FRENCH,
  LONG_WORD,
  hoursAgo,
  nothing,
} from '../gallery/samples.ts';
import type { Story, StoryGroup } from '../gallery/story.ts';
import { useText } from '../lib/words/text.ts';
import { MailRow, MailRowWaiting } from './mail-row.tsx';

type Row = ComponentProps<typeof MailRow>;

function Acts() {
  const { t } = useText();
  return (
    <>
      <ActionIcon size={26} aria-label={t('action.dismissOne')}>
        <IconX size={15} />
      </ActionIcon>
      <ActionIcon size={26} color="pine" aria-label={t('action.approveOne')}>
        <IconCheck size={16} />
      </ActionIcon>
    </>
  );
}

function row(more: Partial<Row>, story: Partial<Story> = {}): Story {
  return {
    part: '[role=row]',
    ...story,
    draw: () => (
      <MailRow
        index={0}
        sender={{ name: 'Camille Moreau', address: 'camille@example.fr' }}
        subject="Le programme de samedi"
        preview="Je passe te prendre vers neuf heures, il y a un train à 9 h 42."
        date={hoursAgo(3)}
        seen
        hasAttachments={false}
        atCursor={false}
        picked={false}
        open={false}
        onClick={nothing}
        {...more}
      />
    ),
  };
}

export const group: StoryGroup = {
  title: 'Mail in a list',
  ground: 'surface',
  width: 440,
  within: (story) => (
    <div role="grid" aria-label="Mails">
      {story}
    </div>
  ),
  stories: {
    read: row({}),
    unread: row({ seen: false }),
    'under the pointer': row({ actions: <Acts /> }, { under: 'pointer' }),
    'under the cursor': row({ atCursor: true, actions: <Acts /> }),
    'with the focus': row({ atCursor: true, actions: <Acts /> }, { under: 'keys' }),
    open: row({ open: true }),
    picked: row({ picked: true }),
    'picked, with the focus': row({ picked: true, atCursor: true, actions: <Acts /> }, { under: 'keys' }),
    'all signs': row({ seen: false, vip: true, urgent: true, flagged: true, hasAttachments: true }),
    'found words': row({ words: [{ text: 'passe', prefix: true, where: 'anywhere' }] }),
    'no subject, no name': row({ subject: ' ', sender: { name: '', address: 'noreply@example.org' } }),
    'no sender at all': row({ sender: { name: '', address: '' }, preview: '' }),
    'of another year': row({ date: hoursAgo(24 * 500) }),
    'long text': row({
      subject: LONG_FRENCH,
      sender: { name: LONG_FRENCH, address: 'a@example.fr' },
      seen: false,
      vip: true,
      hasAttachments: true,
    }),
    'long words': row({ subject: LONG_WORD, sender: { name: '', address: `${LONG_WORD}@example.fr` } }),
    'from right to left': row({
      sender: HEBREW,
      subject: HEBREW_SUBJECT,
      preview: HEBREW_SUBJECT,
      seen: false,
    }),
    'from right to left in the subject': row({ subject: ARABIC_SUBJECT, preview: 'Bonjour,' }),
    'not here yet': {
      draw: () => (
        <div role="row">
          <div role="gridcell">
            <MailRowWaiting />
          </div>
        </div>
      ),
    },
  },
};
