import { folders, personal } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { FolderPicker } from './folder-picker.tsx';

const ask = (count: number, prepare?: Story['prepare']): Story => ({
  draw: () => <FolderPicker />,
  prepare: (stores) => {
    stores.picker.setState({ question: { account: personal, count, without: null } });
    prepare?.(stores);
  },
});

export const group: StoryGroup = {
  title: 'Which folder?',
  window: true,
  width: 520,
  height: 420,
  stories: {
    'one mail': ask(1),
    'many mails, folders used before': ask(12_480, ({ session }) =>
      session.setState({ recentFolders: [folders.travel.id, folders.bills.id] }),
    ),
    'the folder could not be made': ask(41, ({ picker }) =>
      picker.setState({ problem: { code: 'server-refused', detail: 'NO [CANNOT] Invalid name' } }),
    ),
    'no folders at all': ask(1, ({ session }) => session.setState({ mailboxes: [] })),
  },
};
