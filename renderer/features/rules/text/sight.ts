import { EditorView } from '@codemirror/view';

/** Frames in which the editor is given the chance to find out how high its wrapped lines are. */
const FRAMES = 4;

/**
 * Scrolls to the cursor until it is seen. The editor scrolls by what it guesses of lines that it has not drawn yet, and
 * wrapped lines are higher than its guess: one scroll may end a screen too early.
 */
export function keepCursorInSight(view: EditorView, frames = FRAMES): void {
  requestAnimationFrame(() => {
    if (!view.hasFocus || frames === 0) return;
    const { head } = view.state.selection.main;
    const seen = view.scrollDOM.getBoundingClientRect();
    const cursor = view.coordsAtPos(head);
    if (cursor !== null && cursor.top >= seen.top && cursor.bottom <= seen.bottom) return;
    view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'nearest', yMargin: 8 }) });
    keepCursorInSight(view, frames - 1);
  });
}
