import type { Story, StoryGroup } from '../../gallery/story.ts';
import { ShortcutsPanel } from './lazy.tsx';

const panel = (shortcuts: Record<string, string>): Story => ({
  draw: () => <ShortcutsPanel />,
  prepare: ({ session }) => session.setState({ settings: { ...session.getState().settings, shortcuts } }),
});

export const group: StoryGroup = {
  title: 'Shortcuts',
  width: 560,
  stories: {
    'as delivered': panel({}),
    'some changed': panel({ approve: 'Ctrl+Shift+Enter', next: 'i' }),
  },
};
