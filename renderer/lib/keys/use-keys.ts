import { useMemo } from 'react';
import { useSession } from '../session.ts';
import { chordName } from './chords.ts';
import type { CommandId } from './commands.ts';
import { keyOf } from './key-map.ts';
import { useNameKey } from './key-names.ts';

/** Gives the name of a command's key, as the person has it: for hints. */
export function useKeyNames(): (id: CommandId) => string {
  const changes = useSession((state) => state.settings.shortcuts);
  const nameKey = useNameKey();
  return useMemo(() => (id: CommandId) => chordName(keyOf(id, changes), nameKey), [changes, nameKey]);
}
