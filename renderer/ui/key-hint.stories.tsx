import type { StoryGroup } from '../gallery/story.ts';
import { KeyHint } from './key-hint.tsx';

export const group: StoryGroup = {
  title: 'Key',
  width: 100,
  stories: {
    letter: { draw: () => <KeyHint>E</KeyHint> },
    sign: { draw: () => <KeyHint>↓</KeyHint> },
    word: { draw: () => <KeyHint>Échap</KeyHint> },
  },
};
