import type { StoryGroup } from '../gallery/story.ts';
import { ConfidenceLabel } from './confidence-label.tsx';

const label = (probability: number) => ({ draw: () => <ConfidenceLabel probability={probability} /> });

export const group: StoryGroup = {
  title: 'Confidence',
  width: 120,
  stories: {
    'sure, never 100': label(0.9999),
    'just sure': label(0.95),
    likely: label(0.87),
    possible: label(0.6),
    unsure: label(0.31),
    'hardly anything': label(0.004),
  },
};
