import type { StoryGroup } from '../../gallery/story.ts';
import { GoHint } from './go-hint.tsx';

export const group: StoryGroup = {
  title: 'First of two keys',
  window: true,
  width: 640,
  height: 160,
  stories: {
    pressed: { draw: () => <GoHint />, prepare: ({ session }) => session.setState({ awaiting: 'g' }) },
  },
};
