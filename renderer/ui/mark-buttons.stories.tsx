import { nothing } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { MarkButtons } from './mark-buttons.tsx';

export const group: StoryGroup = {
  title: 'What can be done with a mail',
  width: 170,
  within: (story) => <div style={{ display: 'flex' }}>{story}</div>,
  stories: {
    'unread, plain': { draw: () => <MarkButtons seen={false} flagged={false} onMark={nothing} /> },
    'read, starred': { draw: () => <MarkButtons seen flagged onMark={nothing} /> },
    'under the pointer': {
      draw: () => <MarkButtons seen flagged onMark={nothing} />,
      under: 'pointer',
      part: 'button',
    },
    'with the focus': {
      draw: () => <MarkButtons seen flagged onMark={nothing} />,
      under: 'keys',
      part: 'button',
    },
  },
};
