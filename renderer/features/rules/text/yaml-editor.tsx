import type { StoreApi } from 'zustand';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useSession } from '../../../lib/session.ts';
import { useText } from '../../../lib/words/text.ts';
import { problemInWords } from '../problem-words.ts';
import { rulesStore, useRules, type RulesState } from '../rules-state.ts';
import { createEditor, type YamlView } from './editor-view.ts';
import styles from './text.module.css';

export interface EditorHandle {
  /** Puts the cursor there and the focus into the text. */
  readonly goTo: (place: { readonly line: number; readonly column: number }) => void;
}

/** The text of all rules: numbered, coloured, with what is wrong underlined, and names completed. */
export function YamlEditor({ handle }: { readonly handle: Ref<EditorHandle> }) {
  const { t } = useText();
  const store = rulesStore.useApi();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<YamlView | null>(null);
  const text = useRules((state) => state.text);
  const problems = useRules((state) => state.problems);
  const rules = useRules((state) => state.rules);
  const chosen = useRules((state) =>
    typeof state.chosen === 'number' ? state.rules[state.chosen] : undefined,
  );
  const mailboxes = useSession((state) => state.mailboxes);

  useEffect(() => {
    if (host.current === null) return;
    const made = createEditor(host.current, {
      text: store.getState().text,
      label: t('rules.face.text'),
      phrases: { Completions: t('rules.completions') },
      onType: (typed) => store.getState().type(typed),
      onLine: (line) => chooseAt(store, line),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [store, t]);
  useEffect(() => {
    view.current?.setText(text);
  }, [text, t]);
  useEffect(() => {
    view.current?.setProblems(
      problems.map((problem) => ({ ...problem, message: problemInWords(problem, t).text })),
    );
  }, [problems, t]);
  useEffect(() => {
    view.current?.setFolders(mailboxes.filter(({ role }) => role === 'folder').map(({ path }) => path));
  }, [mailboxes, t]);
  // What was typed has been read: the rule at the cursor is the one that is meant.
  useEffect(() => {
    const line = view.current?.lineInFocus() ?? null;
    if (line !== null) chooseAt(store, line);
  }, [store, rules]);
  const line = chosen?.line;
  const endLine = chosen?.endLine;
  useEffect(() => {
    view.current?.setChosen(line === undefined || endLine === undefined ? null : { line, endLine });
  }, [line, endLine, t]);
  useImperativeHandle(handle, () => ({ goTo: (place) => view.current?.goTo(place) }), []);
  return <div ref={host} className={styles.editor} data-testid="yaml-editor" />;
}

/** Chooses the rule that stands on a line. */
function chooseAt(store: StoreApi<RulesState>, line: number): void {
  const { rules, choose, checking } = store.getState();
  const here = rules.find((rule) => rule.line <= line && line <= rule.endLine);
  if (here !== undefined && !checking) choose(here.index);
}
