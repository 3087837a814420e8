import { isMap, isSeq, LineCounter, parseDocument, type Node, type YAMLSeq } from 'yaml';
import type { RuleForm } from '../../../../contract/rules.ts';
import { writeRule } from './write.ts';

/** One change of a rules file. */
export type RuleChange =
  | { readonly kind: 'put'; readonly index: number | null; readonly rule: RuleForm }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'move'; readonly index: number; readonly to: number };

/**
 * Makes a change to the text of a rules file and leaves the rest as it was written, comments and spacing included; comments
 * right above a rule go with it. Null when the text has no such rule, or is not written a rule a line (as in `[{…}, {…}]`).
 */
export function rewriteRules(text: string, change: RuleChange): string | null {
  const layout = layOut(text);
  if (!layout) return null;
  const { lines, blocks, indent } = layout;
  if (change.kind === 'put' && change.index === null) {
    const written = writeRule(change.rule, indent).trimEnd().split('\n');
    const at = blocks.at(-1)?.end ?? lines.length;
    const gap = at > 0 && lines[at - 1]?.trim() !== '' ? [''] : [];
    return joined([...lines.slice(0, at), ...gap, ...written, ...lines.slice(at)]);
  }
  const block = blocks[change.index ?? -1];
  if (!block) return null;
  if (change.kind === 'put') {
    const written = writeRule(change.rule, indent).trimEnd().split('\n');
    return joined([...lines.slice(0, block.start), ...written, ...lines.slice(block.end)]);
  }
  const cut = lines.slice(block.top, block.end);
  if (change.kind === 'remove') {
    const after = lines[block.end]?.trim() === '' ? block.end + 1 : block.end;
    return joined([...lines.slice(0, block.top), ...lines.slice(after)]);
  }
  if (change.to < 0 || change.to >= blocks.length) return null;
  // Each place keeps its spacing: the rules change seats.
  const order = blocks.map((_, at) => at);
  order.splice(change.to, 0, ...order.splice(change.index, 1));
  const contents = blocks.map((one) => lines.slice(one.top, one.end));
  contents[change.index] = cut;
  const result: string[] = [];
  blocks.forEach((one, seat) => {
    result.push(
      ...lines.slice(blocks[seat - 1]?.end ?? 0, one.top),
      ...(contents[order[seat] ?? seat] ?? []),
    );
  });
  return joined([...result, ...lines.slice(blocks.at(-1)?.end ?? 0)]);
}

/** Lines of one rule, from 0: `top` with the comments above it, `start` of the rule itself, `end` after its last. */
interface Block {
  readonly top: number;
  readonly start: number;
  readonly end: number;
}

function layOut(text: string): { lines: string[]; blocks: Block[]; indent: number } | null {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) return null;
  const lines = text.split('\n');
  if (lines.at(-1)?.trim() === '') lines.pop();
  const list = listOf(document.contents);
  if (list === null) return null;
  if (!list || list.items.length === 0) {
    return list?.flow === true || isMap(document.contents) ? null : { lines, blocks: [], indent: 0 };
  }
  if (list.flow === true) return null;
  const starts = (list.items as (Node | null)[]).map(
    (item) => counter.linePos(item?.range?.[0] ?? 0).line - 1,
  );
  const indent = /^ *(?=-(?: |$))/.exec(lines[starts[0] ?? 0] ?? '')?.[0].length;
  // The dash and the rule it is for stand on one line, or we leave it alone.
  if (indent === undefined || starts.some((start) => !lines[start]?.startsWith(`${' '.repeat(indent)}-`))) {
    return null;
  }
  const tops = starts.map((start, at) => topOf(lines, start, at === 0 ? 0 : (starts[at - 1] ?? 0) + 1));
  const blocks = starts.map((start, at) => {
    let end = at + 1 < tops.length ? (tops[at + 1] ?? lines.length) : lines.length;
    while (end > start + 1 && isSpare(lines[end - 1] ?? '')) end -= 1;
    return { top: tops[at] ?? start, start, end };
  });
  return { lines, blocks, indent };
}

/** The list of rules; undefined in an empty document, null when there is something else. */
function listOf(root: Node | null): YAMLSeq | null | undefined {
  if (root === null) return undefined;
  if (isSeq(root)) return root;
  if (!isMap(root)) return null;
  const rules = root.get('rules');
  return isSeq(rules) ? rules : null;
}

/** The first of the comment lines right above a line; a blank line ends them. */
function topOf(lines: readonly string[], start: number, from: number): number {
  let top = start;
  while (top > from && /^\s*#/.test(lines[top - 1] ?? '')) top -= 1;
  return top;
}

/** Blank lines and comments after a rule are not part of it. */
function isSpare(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

function joined(lines: readonly string[]): string {
  const text = lines.join('\n').trimEnd();
  return text === '' ? '' : `${text}\n`;
}
