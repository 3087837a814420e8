import type { Story, StoryGroup } from '../../gallery/story.ts';
import { EngineFault } from './engine-fault.tsx';

const fault = (detail?: string): Story => ({
  draw: () => <EngineFault />,
  prepare: ({ session }) => session.setState({ engine: { state: 'failed', detail } }),
});

export const group: StoryGroup = {
  title: 'Engine cannot work',
  width: 440,
  stories: {
    'database damaged': fault('database-corrupt'),
    'database newer': fault('database-newer'),
    'disk full': fault('disk-full'),
    'folder not writable': fault('folder-unwritable'),
    'in use': fault('in-use'),
    'for an unknown reason': fault(),
  },
};
