import type { BatchId } from '../../../contract/ids.ts';
import type { Status } from '../../../contract/status.ts';
import type { Stores } from '../../app/stores.ts';
import { anAccount, aStatus, hoursAgo, LONG_FRENCH, work } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { EngineBanner } from './engine-banner.tsx';
import { StatusBar } from './status-bar.tsx';

const bar = (status: Partial<Status>, more?: (stores: Stores) => void): Story => ({
  draw: () => <StatusBar />,
  prepare: (stores) => {
    stores.session.setState({ status: aStatus(status) });
    more?.(stores);
  },
});
const reading = { done: 3120, total: 12_480, mailsPerSecond: 870, secondsLeft: 11 };
const jobs = { queued: 1, failed: 0, mails: 1880, of: 5000, since: hoursAgo(0), byAccount: [] };
const undoable = (stores: Stores) => stores.session.setState({ acts: [[1 as BatchId]] });

export const group: StoryGroup = {
  title: 'Status bar',
  ground: 'paper',
  width: 860,
  stories: {
    'up to date': bar({}),
    'with a way back': bar({}, undoable),
    'not read yet': bar({ accounts: [anAccount({ lastSyncAt: null })] }),
    'reading mail': bar({ accounts: [anAccount({ status: 'syncing', progress: reading })] }),
    'reading mail of two accounts': bar({
      accounts: [
        anAccount({ status: 'syncing', progress: reading }),
        anAccount({ id: work, name: LONG_FRENCH, progress: { ...reading, secondsLeft: 4000 } }),
      ],
    }),
    'moving mail': bar({ jobs }, undoable),
    'moving one mail': bar({ jobs: { ...jobs, mails: 1, of: 1 } }),
    'moving has waited long': bar({ jobs: { ...jobs, since: hoursAgo(1) } }),
    'one move failed': bar({ jobs: { ...jobs, queued: 0, failed: 1 } }, undoable),
    'password wanted': bar({ accounts: [anAccount({ status: 'sign-in-needed' })] }),
    offline: bar({ offline: true }),
    'a folder stopped': bar({ demoted: 1 }),
    'everything at once': bar(
      { offline: true, demoted: 3, jobs: { ...jobs, failed: 12, since: hoursAgo(1) } },
      undoable,
    ),
    'everything at once, narrow': {
      ...bar({ offline: true, demoted: 3, jobs: { ...jobs, failed: 12 } }, undoable),
      width: 620,
    },
    'engine away': {
      draw: () => <EngineBanner />,
      prepare: ({ session }) => session.setState({ engine: { state: 'restarting' } }),
    },
  },
};
