import type { MarkCommand } from './marking.ts';

/** What a key can ask of the place on screen. */
export interface PlaceCommands {
  readonly step?: (by: number, extend: boolean) => void;
  readonly open?: () => void;
  readonly back?: () => void;
  readonly approve?: () => void;
  readonly move?: () => void;
  readonly select?: () => void;
  /** Everything that the list is of, whether it is here already or not. */
  readonly selectAll?: () => void;
  /** Puts the decision off. */
  readonly snooze?: () => void;
  readonly dismiss?: () => void;
  readonly read?: () => void;
  readonly star?: () => void;
  readonly archive?: () => void;
  readonly trash?: () => void;
}

export type Command =
  | { readonly do: 'step'; readonly by: number; readonly extend: boolean }
  | {
      readonly do:
        'open' | 'back' | 'approve' | 'move' | 'select' | 'selectAll' | 'dismiss' | 'snooze' | MarkCommand;
    }
  | { readonly do: 'undo' | 'search' | 'help' };

interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key means outside of text fields; null for keys that mean nothing. Ctrl+K belongs to the palette. */
export function commandOf(press: KeyPress): Command | null {
  if ((press.ctrlKey || press.metaKey) && !press.altKey && press.key === 'a') return { do: 'selectAll' };
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  switch (press.key) {
    case 'j':
    case 'J':
    case 'ArrowDown':
      return { do: 'step', by: 1, extend: press.shiftKey };
    case 'k':
    case 'K':
    case 'ArrowUp':
      return { do: 'step', by: -1, extend: press.shiftKey };
    case 'PageDown':
      return { do: 'step', by: 8, extend: press.shiftKey };
    case 'PageUp':
      return { do: 'step', by: -8, extend: press.shiftKey };
    case 'Home':
      return { do: 'step', by: -Infinity, extend: press.shiftKey };
    case 'End':
      return { do: 'step', by: Infinity, extend: press.shiftKey };
    case 'Enter':
    case 'o':
      return { do: 'open' };
    case 'Escape':
      return { do: 'back' };
    case 'e':
      return { do: 'approve' };
    case 'm':
      return { do: 'move' };
    case 'x':
      return { do: 'select' };
    case 'd':
      return { do: 'dismiss' };
    case 'z':
    case 'h':
      return { do: 'snooze' };
    case 'r':
      return { do: 'read' };
    case 's':
      return { do: 'star' };
    case 'a':
      return { do: 'archive' };
    case '#':
    case 'Delete':
      return { do: 'trash' };
    case 'u':
      return { do: 'undo' };
    case '/':
      return { do: 'search' };
    case '?':
      return { do: 'help' };
    default:
      return null;
  }
}
