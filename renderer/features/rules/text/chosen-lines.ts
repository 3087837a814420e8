import { StateEffect, StateField, type EditorState } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

/** The lines of a rule, from 1, both inclusive. */
export interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/** Says which rule is the chosen one. */
export const choose = StateEffect.define<Lines | null>();

/** Gives the lines of the chosen rule another ground. */
export const chosenLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes, state }) {
    let next = marks.map(changes);
    for (const effect of effects) {
      if (effect.is(choose)) next = marksOf(state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const chosenLine = Decoration.line({ class: 'cm-chosen' });

function marksOf({ doc }: EditorState, lines: Lines | null): DecorationSet {
  if (lines === null) return Decoration.none;
  const last = Math.min(lines.endLine, doc.lines);
  const starts: number[] = [];
  for (let number = lines.line; number <= last; number += 1) starts.push(doc.line(number).from);
  return Decoration.set(starts.map((from) => chosenLine.range(from)));
}
