import type { ImportProgress } from '../../../contract/imports.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { ImportItem } from './status-item.tsx';

const item = (more: Partial<ImportProgress>): Story => ({
  draw: () => <ImportItem />,
  prepare: ({ imports }) =>
    imports.setState({
      progress: {
        name: 'Thunderbird',
        state: 'running',
        accountId: null,
        counts: { mails: 3120, known: 0, deleted: 0, cut: 0 },
        done: 40,
        total: 100,
        mailsPerSecond: 870,
        bytesPerSecond: 3_000_000,
        secondsLeft: 11,
        problem: null,
        ...more,
      },
    }),
});

export const group: StoryGroup = {
  title: 'Bringing mail in',
  ground: 'paper',
  width: 400,
  stories: {
    'just begun': item({ mailsPerSecond: null, secondsLeft: null }),
    'under way': item({}),
    done: item({ state: 'done' }),
    failed: item({ state: 'failed', problem: { code: 'disk-full' } }),
  },
};
