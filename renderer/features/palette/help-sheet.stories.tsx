import type { StoryGroup } from '../../gallery/story.ts';
import { LoadedHelpSheet } from './help-sheet.tsx';

export const group: StoryGroup = {
  title: 'What the keys do',
  window: true,
  width: 900,
  height: 640,
  stories: {
    'as delivered': {
      draw: () => <LoadedHelpSheet />,
      prepare: ({ session }) => session.setState({ sheet: 'help' }),
    },
    'keys changed': {
      draw: () => <LoadedHelpSheet />,
      prepare: ({ session }) =>
        session.setState({
          sheet: 'help',
          settings: { ...session.getState().settings, shortcuts: { approve: 'Ctrl+Shift+Enter', next: 'i' } },
        }),
    },
  },
};
