import type { AskingStatus } from '../../../contract/asking.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { folders, LONG_FRENCH, personal } from '../../gallery/samples.ts';
import { LoadedAskingPanel } from './asking-panel.tsx';

const panel = (more: Partial<AskingStatus> = {}): Story => {
  const status: AskingStatus = {
    state: 'working',
    paused: false,
    limits: { enabled: true, minutesADay: 120, maxAgeDays: 180, onBattery: false },
    waiting: 41,
    today: { calls: 97, mails: 120, minutes: 31 },
    secondsAMail: 4.2,
    secondsLeft: 172,
    problem: null,
    ...more,
  };
  return {
    draw: () => <LoadedAskingPanel />,
    prepare: ({ asking }) => asking.setState({ status }),
    answers: {
      'asking.status': status,
      'asking.folderNotes': [
        {
          mailboxId: folders.bills.id,
          accountId: personal,
          description: null,
          examples: ['OVHcloud', 'EDF'],
        },
        { mailboxId: folders.long.id, accountId: personal, description: LONG_FRENCH, examples: [] },
      ],
    },
  };
};

export const group: StoryGroup = {
  title: 'What the language model may do',
  width: 560,
  stories: {
    'at work': panel(),
    paused: panel({ state: 'paused', paused: true }),
    'nothing waits': panel({ state: 'nothing-waits', waiting: 0, secondsLeft: null }),
    'on battery': panel({ state: 'on-battery' }),
    'switched off': panel({
      state: 'off',
      limits: { enabled: false, minutesADay: 120, maxAgeDays: 180, onBattery: false },
    }),
    'cannot be used': panel({ state: 'model-failed', problem: { code: 'model-unusable' } }),
  },
};
