import type { Way } from '../../../contract/activity.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { ManyQuestion } from './many-question.tsx';

const ask = (way: Way, count: number): Story => ({
  draw: () => <ManyQuestion />,
  prepare: ({ activity }) => activity.setState({ question: { filter: {}, way, count } }),
});

export const group: StoryGroup = {
  title: 'Before many mails go back',
  window: true,
  width: 520,
  height: 320,
  stories: { undo: ask('undo', 5000), redo: ask('redo', 12_480) },
};
