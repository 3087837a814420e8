import { chordOf, withoutShift } from '../lib/keys/chords.ts';
import type { CommandId } from '../lib/keys/commands.ts';
import { createKeyMap } from '../lib/keys/key-map.ts';
import type { Commands } from './commands.ts';
import { focusPlace } from './keep-focus.ts';
import type { Stores } from './stores.ts';

/** Elements that need their keys for themselves. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [role="slider"]';
/** Elements that are pressed by these keys, and those that go through their like by arrows. */
const PRESSED = 'button, a, summary, [role="button"], [role="radio"], [role="tab"]';
const OWN_ARROWS = '[role="radio"], [role="tab"]';
/** How long the second of two keys is waited for. */
const SECOND_MS = 1500;
/** How long the palette may take to open. */
const PALETTE_MS = 400;
const EXTENDS: readonly CommandId[] = ['next', 'previous', 'pageDown', 'pageUp', 'first', 'last'];

/** Keys act on the place on screen; gives a function that stops it. */
export function followKeys({ session, picker, snooze }: Stores, commands: Commands): () => void {
  let map = createKeyMap(session.getState().settings.shortcuts);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the palette was asked for; it listens for its own key. */
  let paletteAt = -Infinity;

  function wait(prefix: string | null): void {
    clearTimeout(timer);
    session.getState().await(prefix);
    if (prefix !== null) timer = setTimeout(() => wait(null), SECOND_MS);
  }

  /** What a press means, and whether it extends a selection. */
  function meaningOf(chord: string): { id: CommandId; extend: boolean } | null {
    const id = map.commands.get(chord);
    if (id !== undefined) return { id, extend: false };
    const plain = withoutShift(chord);
    const extended = plain === null ? undefined : map.commands.get(plain);
    return extended !== undefined && EXTENDS.includes(extended) ? { id: extended, extend: true } : null;
  }

  /**
   * What the next keys are meant for is on its way to the screen: whoever types on without looking must not file mail by the
   * first letters of a folder's name.
   */
  function somethingOpens(): boolean {
    return (
      session.getState().sheet !== null ||
      picker.getState().question !== null ||
      snooze.getState().count !== null ||
      performance.now() - paletteAt < PALETTE_MS
    );
  }

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const target = event.target instanceof Element ? event.target : null;
    const within = (selector: string) => (target?.closest(selector) ?? null) !== null;
    const chord = chordOf(event);
    if (chord === null) return;
    const { awaiting } = session.getState();
    if (awaiting !== null) wait(null);
    if (chord === 'Escape' && leaveField(target)) return event.preventDefault();
    if (within(OWN_KEYS) || document.querySelector('[role="dialog"]') !== null) return;
    if (somethingOpens()) return event.preventDefault();
    if ((chord === 'Enter' || chord === 'Space') && within(PRESSED)) return;
    if (chord.startsWith('Arrow') && within(OWN_ARROWS)) return;
    if (awaiting !== null) {
      event.preventDefault();
      const second = map.commands.get(`${awaiting} ${chord}`);
      if (second !== undefined && commands.run(second)) focusPlace();
      return;
    }
    if (map.prefixes.has(chord)) {
      event.preventDefault();
      return wait(chord);
    }
    const meaning = meaningOf(chord);
    if (meaning?.id === 'palette') paletteAt = performance.now();
    if (meaning !== null && commands.run(meaning.id, meaning.extend)) event.preventDefault();
  }

  const stop = session.subscribe(({ settings }, before) => {
    if (settings.shortcuts !== before.settings.shortcuts) map = createKeyMap(settings.shortcuts);
  });
  window.addEventListener('keydown', onKey);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('keydown', onKey);
  };
}

/** From a field of the place on screen back to the place, where keys are commands again. False for anything else. */
function leaveField(target: Element | null): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (!isField || target.closest('[role="dialog"]') !== null) return false;
  target.blur();
  return true;
}
