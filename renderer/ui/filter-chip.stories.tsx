import { useState } from 'react';
import { LONG_FRENCH } from '../gallery/samples.ts';
import type { StoryGroup } from '../gallery/story.ts';
import { useText } from '../lib/words/text.ts';
import { FilterChip, FilterToggle } from './filter-chip.tsx';

function Chip({ chosen = null, long = false }: { readonly chosen?: string | null; readonly long?: boolean }) {
  const { t } = useText();
  const [value, pick] = useState(chosen);
  const options = [
    { value: 'bills', label: long ? LONG_FRENCH : 'Factures' },
    { value: 'travel', label: 'Voyages' },
  ];
  return (
    <FilterChip label={t('filter.folder')} options={options} value={value} onPick={pick} testId="chip" />
  );
}

function Toggle({ set = false }: { readonly set?: boolean }) {
  const { t } = useText();
  const [on, turn] = useState(set);
  return <FilterToggle label={t('filter.actor')} on={on} onChange={turn} testId="toggle" />;
}

export const group: StoryGroup = {
  title: 'Condition of a list',
  ground: 'surface',
  width: 216,
  stories: {
    'not set': { draw: () => <Chip /> },
    'under the pointer': { draw: () => <Chip />, under: 'pointer' },
    'with the focus': { draw: () => <Chip />, under: 'keys', part: 'button' },
    set: { draw: () => <Chip chosen="bills" /> },
    'set, its cross with the focus': {
      draw: () => <Chip chosen="bills" />,
      under: 'keys',
      part: 'button:last-of-type',
    },
    'set to a long name': { draw: () => <Chip chosen="bills" long /> },
    off: { draw: () => <Toggle /> },
    on: { draw: () => <Toggle set /> },
  },
};
