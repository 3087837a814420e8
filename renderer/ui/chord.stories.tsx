import type { StoryGroup } from '../gallery/story.ts';
import { Chord } from './chord.tsx';

export const group: StoryGroup = {
  title: 'Keys of a command',
  width: 140,
  stories: {
    'one key': { draw: () => <Chord chord="e" /> },
    'with Shift': { draw: () => <Chord chord="Shift+ArrowDown" /> },
    'with Ctrl': { draw: () => <Chord chord="Mod+k" /> },
    'one after the other': { draw: () => <Chord chord="g p" /> },
    'named key': { draw: () => <Chord chord="Escape" /> },
  },
};
