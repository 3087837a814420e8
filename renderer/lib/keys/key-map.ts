import { COMMAND_IDS, entryOf, type CommandId } from './commands.ts';

/** What the person changed: a chord for a command's name. Names of no command, as of a newer version, say nothing. */
export type KeyChanges = Readonly<Record<string, string>>;

/** Which chord means what. */
export interface KeyMap {
  readonly commands: ReadonlyMap<string, CommandId>;
  /** First presses that wait for a second one. */
  readonly prefixes: ReadonlySet<string>;
}

/** The key of a command, as the person has it. */
export function keyOf(id: CommandId, changes: KeyChanges): string {
  return changes[id] ?? entryOf(id).key;
}

/** All keys of a command, its own first. */
export function allKeysOf(id: CommandId, changes: KeyChanges): string[] {
  return [keyOf(id, changes), ...(entryOf(id).also ?? [])];
}

/** Makes the map. Where two commands want one chord, the one that the person gave it to has it. */
export function createKeyMap(changes: KeyChanges): KeyMap {
  const commands = new Map<string, CommandId>();
  const changed = COMMAND_IDS.filter((id) => changes[id] !== undefined);
  const others = COMMAND_IDS.filter((id) => changes[id] === undefined);
  for (const id of [...changed, ...others])
    for (const chord of allKeysOf(id, changes)) if (!commands.has(chord)) commands.set(chord, id);
  const prefixes = new Set(
    [...commands.keys()].flatMap((chord) => (chord.includes(' ') ? [chord.split(' ')[0] ?? chord] : [])),
  );
  return { commands, prefixes };
}

/** The command that a chord would be taken from, if `id` had it; null if it is free. A first press of two is not free. */
export function conflictOf(id: CommandId, chord: string, changes: KeyChanges): CommandId | null {
  const [head = chord, tail] = chord.split(' ');
  for (const other of COMMAND_IDS) {
    if (other === id) continue;
    for (const taken of allKeysOf(other, changes)) {
      const [first, second] = taken.split(' ');
      const shadowed = first === head && (tail === undefined) !== (second === undefined);
      if (taken === chord || shadowed) return other;
    }
  }
  return null;
}

/** The changes, with this one; a command's usual key is no change. */
export function withKey(changes: KeyChanges, id: CommandId, chord: string): KeyChanges {
  const { [id]: _before, ...rest } = changes;
  return chord === entryOf(id).key ? rest : { ...rest, [id]: chord };
}
