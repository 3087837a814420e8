import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Annotation, EditorState, type Extension, type StateEffect } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  tooltips,
} from '@codemirror/view';
import { choose, chosenLines, type Lines } from './chosen-lines.ts';
import { completeRules } from './completion.ts';
import { editorLook, ruleColours } from './editor-look.ts';
import { keepCursorInSight } from './sight.ts';

/** The editor as the component needs it. */
export interface YamlView {
  /** Takes over a text that was changed elsewhere; the cursor and the way back (Ctrl+Z) stay. */
  readonly setText: (text: string) => void;
  readonly setProblems: (problems: readonly Problem[]) => void;
  /** The lines of the chosen rule. */
  readonly setChosen: (lines: Lines | null) => void;
  readonly setFolders: (paths: readonly string[]) => void;
  readonly goTo: (place: Place) => void;
  /** The line of the cursor; null while the focus is elsewhere. */
  readonly lineInFocus: () => number | null;
  readonly destroy: () => void;
}

interface Place {
  readonly line: number;
  readonly column: number;
}
type Problem = Place & { readonly message: string };

interface Options {
  readonly text: string;
  readonly label: string;
  readonly phrases: Record<string, string>;
  readonly onType: (text: string) => void;
  /** The person put the cursor on another line. */
  readonly onLine: (line: number) => void;
}

/** Marks changes that did not come from the keyboard. */
const fromOutside = Annotation.define<boolean>();
/** Makes the editor in an element. */
export function createEditor(parent: HTMLElement, options: Options): YamlView {
  let folders: readonly string[] = [];
  const behaviour: Extension = [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    // The names that may stand here are shown over the edge of the editor.
    tooltips({ parent: document.body }),
    autocompletion({ override: [(context) => completeRules(context, folders)], icons: false }),
    // Tab leaves the editor, as it leaves every field: Enter indents by itself.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
  ];
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        behaviour,
        yaml(),
        syntaxHighlighting(ruleColours),
        editorLook,
        chosenLines,
        EditorView.lineWrapping,
        EditorState.tabSize.of(2),
        EditorState.phrases.of(options.phrases),
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
        EditorView.updateListener.of(
          ({ view, docChanged, selectionSet, state, transactions, startState }) => {
            if (transactions.some((transaction) => transaction.annotation(fromOutside) === true)) return;
            if (docChanged) options.onType(state.doc.toString());
            if (docChanged || selectionSet) keepCursorInSight(view);
            const line = state.doc.lineAt(state.selection.main.head).number;
            const before = startState.doc.lineAt(startState.selection.main.head).number;
            if (selectionSet && line !== before) options.onLine(line);
          },
        ),
      ],
    }),
  });

  // What is wrong is told below the text and takes room from it: whoever types there keeps seeing what they type.
  const resizing = new ResizeObserver(() => keepCursorInSight(view));
  resizing.observe(parent);

  return {
    setText(text) {
      const changes = difference(view.state.doc.toString(), text);
      if (changes !== null) view.dispatch({ changes, annotations: fromOutside.of(true) });
    },
    setProblems(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => underline(view.state, problem)),
        ),
      );
    },
    setChosen(lines) {
      const { doc } = view.state;
      const effects: StateEffect<unknown>[] = [choose.of(lines)];
      // Whoever types in the text sees what they type.
      if (lines !== null && lines.line <= doc.lines && !view.hasFocus) {
        effects.push(EditorView.scrollIntoView(doc.line(lines.line).from, { y: 'start', yMargin: 24 }));
      }
      view.dispatch({ effects });
    },
    setFolders(paths) {
      folders = paths;
    },
    lineInFocus: () => (view.hasFocus ? view.state.doc.lineAt(view.state.selection.main.head).number : null),
    goTo(place) {
      const at = offsetOf(view.state, place);
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
      view.focus();
    },
    destroy() {
      resizing.disconnect();
      view.destroy();
    },
  };
}

function offsetOf({ doc }: EditorState, { line, column }: Place): number {
  const { from, to } = doc.line(Math.min(line, doc.lines));
  return Math.min(to, from + column - 1);
}

/** From the place to the end of its word, and one character at least. */
function underline(state: EditorState, problem: Problem): Diagnostic {
  const from = offsetOf(state, problem);
  const { to: end } = state.doc.lineAt(from);
  const to = state.wordAt(from)?.to ?? Math.min(end, from + 1);
  return { from, to: Math.max(from, to), severity: 'error', message: problem.message };
}

/** The one stretch in which two texts differ; null when they do not. */
function difference(before: string, after: string): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same += 1;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: same, to: before.length - tail, insert: after.slice(same, after.length - tail) };
}
