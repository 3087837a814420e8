import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import type { RuleProblem } from '../../../../contract/rules.ts';
import { nearestWord } from '../text.ts';

/** Collects what is wrong in a rules file, each with the place where the person wrote it. */
export class Reader {
  readonly problems: RuleProblem[] = [];
  readonly #lines: LineCounter;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  /** Notes a problem at a node, or at the start of the file when there is none. Gives null so that readers can return it. */
  report(at: Node | null, code: RuleProblem['code'], detail: string, suggestion?: string): null {
    this.reportAt(at?.range?.[0] ?? 0, code, detail, suggestion);
    return null;
  }

  reportAt(offset: number, code: RuleProblem['code'], detail: string, suggestion?: string): void {
    const { line, col } = this.#lines.linePos(offset);
    const place = { line: Math.max(1, line), column: Math.max(1, col) };
    this.problems.push(
      suggestion === undefined ? { ...place, code, detail } : { ...place, code, detail, suggestion },
    );
  }

  /** Keys and values of a mapping; null (and a problem) when it is something else. Unknown keys are problems, and left out. */
  entries(node: Node | null, known: readonly string[], what: string): Map<string, Entry> | null {
    if (!isMap(node)) return this.report(node, 'wrong-type', what);
    const entries = new Map<string, Entry>();
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      const name = String(isScalar(pair.key) ? pair.key.value : '').toLowerCase();
      if (known.includes(name)) entries.set(name, { key: pair.key, value: pair.value });
      else this.report(pair.key, 'unknown-key', name, nearestWord(name, known));
    }
    return entries;
  }

  /** One text or a list of texts; null (and a problem) otherwise. Numbers are read as they are written. */
  texts(node: Node | null, what: string): { text: string; node: Node }[] | null {
    const items = isSeq(node) ? (node.items as (Node | null)[]) : [node];
    const texts: { text: string; node: Node }[] = [];
    for (const item of items) {
      const value: unknown = isScalar(item) ? item.value : null;
      if (!item || (typeof value !== 'string' && typeof value !== 'number'))
        return this.report(item ?? node, 'wrong-type', what);
      texts.push({ text: String(value), node: item });
    }
    return texts.length > 0 ? texts : this.report(node, 'missing', what);
  }
}

export interface Entry {
  readonly key: Node | null;
  readonly value: Node | null;
}
