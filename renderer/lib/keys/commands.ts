import type { Place } from '../places.ts';

/** What belongs together in the help and in the settings. */
export const COMMAND_GROUPS = ['list', 'act', 'reading', 'window', 'go'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

interface Entry {
  readonly group: CommandGroup;
  /** Its key, which the person may change: one press (`e`, `Shift+u`, `Ctrl+k`), or two in turn (`g p`). */
  readonly key: string;
  /** Keys that always mean it too. */
  readonly also?: readonly string[];
}

const goPlaces = {
  proposals: 'g p',
  mailbox: 'g i',
  search: 'g s',
  activity: 'g a',
  dashboard: 'g d',
  rules: 'g r',
  backtest: 'g b',
  'new-folders': 'g n',
} as const satisfies Record<Place, string>;

function goEntry<P extends Place>(place: P): Entry {
  return { group: 'go', key: goPlaces[place] };
}

/** Every command that has a key: the keyboard, the help, the palette and the settings all read this. */
export const COMMANDS = {
  next: { group: 'list', key: 'j', also: ['ArrowDown'] },
  previous: { group: 'list', key: 'k', also: ['ArrowUp'] },
  pageDown: { group: 'list', key: 'PageDown' },
  pageUp: { group: 'list', key: 'PageUp' },
  first: { group: 'list', key: 'Home' },
  last: { group: 'list', key: 'End' },
  open: { group: 'list', key: 'o', also: ['Enter'] },
  back: { group: 'list', key: 'Escape' },
  select: { group: 'list', key: 'x' },
  selectAll: { group: 'list', key: 'Ctrl+a' },
  approve: { group: 'act', key: 'e', also: ['a'] },
  move: { group: 'act', key: 'm' },
  dismiss: { group: 'act', key: 'd' },
  snooze: { group: 'act', key: 'z', also: ['h'] },
  read: { group: 'act', key: 'r' },
  star: { group: 'act', key: 's' },
  archive: { group: 'act', key: 'y' },
  trash: { group: 'act', key: '#', also: ['Delete'] },
  undo: { group: 'act', key: 'u', also: ['Ctrl+z'] },
  redo: { group: 'act', key: 'Shift+u', also: ['Ctrl+Shift+z'] },
  threadNext: { group: 'reading', key: 'n' },
  threadPrevious: { group: 'reading', key: 'p' },
  scrollDown: { group: 'reading', key: 'Space' },
  scrollUp: { group: 'reading', key: 'Shift+Space' },
  search: { group: 'window', key: '/' },
  palette: { group: 'window', key: 'Ctrl+k' },
  help: { group: 'window', key: '?' },
  'go-proposals': goEntry('proposals'),
  'go-mailbox': goEntry('mailbox'),
  'go-search': goEntry('search'),
  'go-activity': goEntry('activity'),
  'go-dashboard': goEntry('dashboard'),
  'go-rules': goEntry('rules'),
  'go-backtest': goEntry('backtest'),
  'go-new-folders': goEntry('new-folders'),
  'go-settings': { group: 'go', key: 'g ,' },
} as const satisfies Record<string, Entry> & Record<`go-${Place}`, Entry>;

export type CommandId = keyof typeof COMMANDS;
export const COMMAND_IDS = Object.keys(COMMANDS) as readonly CommandId[];

/** A command's entry, without the narrowness of its own type. */
export function entryOf(id: CommandId): Entry {
  return COMMANDS[id];
}
