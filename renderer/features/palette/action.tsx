import type { SpotlightActionData } from '@mantine/spotlight';
import type { ReactNode } from 'react';
import { Chord } from '../../ui/chord.tsx';

interface Parts {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly run: () => void;
  /** The key that does the same, if there is one. */
  readonly chord?: string | undefined;
  readonly description?: string | undefined;
}

/** A line of the palette. */
export function paletteAction({ id, label, icon, run, chord, description }: Parts): SpotlightActionData {
  return {
    id,
    label,
    leftSection: icon,
    onClick: run,
    ...(description === undefined ? {} : { description }),
    ...(chord === undefined ? {} : { rightSection: <Chord chord={chord} /> }),
    ...{ 'data-testid': `palette-${id}` },
  };
}
