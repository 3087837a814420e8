import type { Story, StoryGroup } from '../../gallery/story.ts';
import type { RulesState } from './rules-state.ts';
import { SaveBar } from './save-bar.tsx';

const bar = (state: Partial<RulesState>): Story => ({
  draw: () => <SaveBar>{null}</SaveBar>,
  prepare: ({ rules }) => rules.rules.setState(state),
});

export const group: StoryGroup = {
  title: 'Rules to save',
  width: 560,
  stories: {
    saved: bar({}),
    changed: bar({ text: 'a', savedText: '' }),
    'being saved': bar({ text: 'a', savedText: '', saving: true }),
    'something is wrong': bar({
      text: 'a',
      savedText: '',
      problems: [{ line: 3, column: 1, code: 'syntax', detail: '' }],
    }),
  },
};
