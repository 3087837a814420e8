export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keys that say nothing by themselves. */
const HELD = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Fn']);

/**
 * Names a press as the table of commands does: `e`, `Shift+u`, `Ctrl+k`, `?`. A sign that needs Shift on some keyboard is named
 * by itself; letters are small, whatever Caps Lock says. Null for keys that are only held.
 */
export function chordOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): string | null {
  if (HELD.has(key)) return null;
  const named = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  const isSign = named.length === 1 && named.toLowerCase() === named.toUpperCase();
  const parts = [
    ...(ctrlKey || metaKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !isSign ? ['Shift'] : []),
    named,
  ];
  return parts.join('+');
}

/** A chord without Shift; null if it has none. */
export function withoutShift(chord: string): string | null {
  return /(^|\+)Shift\+/.test(chord) ? chord.replace('Shift+', '') : null;
}

/** Gives what stands on a key, in the person's language: `Échap` for `Escape`. */
export type NameKey = (key: string) => string;

/** What stands on the keys of a chord, one after the other. */
export function keysOf(chord: string, nameKey: NameKey): string[] {
  return chord.split(' ').flatMap((press) => {
    const parts = press === '+' ? ['+'] : press.split('+');
    return parts.map(nameKey);
  });
}

/** The same in one word, for texts and hints: `Ctrl+K`, `G P`. */
export function chordName(chord: string, nameKey: NameKey): string {
  return chord
    .split(' ')
    .map((press) => keysOf(press, nameKey).join('+'))
    .join(' ');
}
