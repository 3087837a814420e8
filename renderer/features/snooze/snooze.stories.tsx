import type { ProposalId } from '../../../contract/ids.ts';
import { folders, HEBREW, HEBREW_SUBJECT, hoursAgo, LONG_FRENCH, personal } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { LoadedSnoozedSheet } from './snoozed-sheet.tsx';
import { LoadedSnoozeQuestion } from './snooze-question.tsx';

const question = (count: number): Story => ({
  draw: () => <LoadedSnoozeQuestion />,
  prepare: ({ snooze }) => snooze.setState({ count, asked: true }),
});
const row = (id: number, subject: string, name: string) => ({
  id: id as ProposalId,
  accountId: personal,
  target: folders.bills.id,
  sender: { name, address: 'a@example.fr' },
  subject,
  until: hoursAgo(-id * 20),
});

export const group: StoryGroup = {
  title: 'Later',
  window: true,
  width: 600,
  height: 420,
  stories: {
    'one mail': question(1),
    'many mails': question(4480),
    'what was put off': {
      draw: () => <LoadedSnoozedSheet />,
      prepare: ({ session }) => session.setState({ sheet: 'snoozed' }),
      answers: {
        'suggestions.snoozed': {
          total: 3,
          rows: [
            row(1, 'Votre facture', 'OVHcloud'),
            row(2, LONG_FRENCH, LONG_FRENCH),
            row(3, HEBREW_SUBJECT, HEBREW.name),
          ],
        },
      },
    },
  },
};
