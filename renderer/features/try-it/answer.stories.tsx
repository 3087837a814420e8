import type { StageAnswer } from '../../../contract/deciding.ts';
import { folders, HEBREW, HEBREW_SUBJECT, hoursAgo } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { Answer } from './answer.tsx';

const silent = (stage: StageAnswer['stage']): StageAnswer => ({
  stage,
  target: null,
  probability: null,
  evidence: [],
});
const memory: StageAnswer = {
  stage: 'memory',
  target: folders.bills.id,
  probability: 0.978,
  evidence: [{ kind: 'sender', address: 'billing@ovh.example', filed: 41, total: 41 }],
};
const mail = {
  from: { name: 'OVHcloud', address: 'billing@ovh.example' },
  subject: 'Votre facture',
  date: hoursAgo(1),
};

const answer = (decision: StageAnswer | null, stages: StageAnswer[], shown = mail): Story => ({
  draw: () => <Answer />,
  prepare: ({ tryIt }) => tryIt.setState({ answer: { decision, stages, mail: shown, unreadable: null } }),
});

export const group: StoryGroup = {
  title: 'What would become of a mail',
  width: 560,
  stories: {
    'surely somewhere': answer(memory, [silent('rules'), memory, silent('learned')]),
    nowhere: answer(null, [silent('rules'), silent('memory'), silent('learned')]),
    'from right to left': answer(memory, [memory], {
      from: HEBREW,
      subject: HEBREW_SUBJECT,
      date: hoursAgo(1),
    }),
  },
};
