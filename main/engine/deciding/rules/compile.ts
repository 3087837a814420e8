import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { RuleProblem } from '../../../../contract/settings.ts';
import { foldName } from '../text.ts';
import { compileCondition } from './conditions.ts';
import { Reader, type Entry } from './reader.ts';
import { NO_RULES, type Rule, type RuleSet } from './rule.ts';

const RULE_KEYS = ['name', 'if', 'then', 'confidence', 'stop'] as const;
const ACTION_KEYS = ['move'] as const;
/** What a rule is worth when the person did not say: they wrote it themselves. */
const USUAL_CONFIDENCE = 0.97;

/**
 * Compiles a rules file: a YAML list of rules, or a mapping with that list under `rules`. Rules with a problem are left out
 * and the problem told with line and column; the others work. An empty file has no rules and no problem. Never throws.
 */
export function compileRules(yamlText: string): { rules: RuleSet; problems: RuleProblem[] } {
  const lines = new LineCounter();
  const reader = new Reader(lines);
  // maxAliasCount guards against files that unfold into gigabytes; aliases are not part of the language.
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) reader.reportAt(error.pos[0], 'syntax', error.message);
  if (reader.problems.length > 0) return { rules: NO_RULES, problems: reader.problems };
  const list = ruleList(reader, document.contents);
  const rules = list.map((node) => compileRule(reader, node)).filter((rule) => rule !== null);
  return { rules: { rules }, problems: reader.problems };
}

function ruleList(reader: Reader, root: Node | null): (Node | null)[] {
  if (root === null || (isScalar(root) && root.value === null)) return [];
  if (isMap(root)) {
    const found = reader.entries(root, ['rules'], 'rules')?.get('rules');
    if (!found) {
      if (reader.problems.length === 0) reader.report(root, 'no-rules', 'rules');
      return [];
    }
    return ruleList(reader, found.value);
  }
  if (isSeq(root)) return root.items as (Node | null)[];
  reader.report(root, 'no-rules', 'rules');
  return [];
}

function compileRule(reader: Reader, node: Node | null): Rule | null {
  const entries = reader.entries(node, RULE_KEYS, 'rule');
  if (!entries) return null;
  const before = reader.problems.length;
  for (const key of ['name', 'if', 'then'] as const) {
    if (!entries.has(key)) reader.report(node, 'missing', key);
  }
  const name = entries.has('name')
    ? reader.texts(valueOf(entries.get('name')), 'name')?.[0]?.text
    : undefined;
  const condition = entries.get('if');
  const test = condition ? compileCondition(reader, valueOf(condition)) : null;
  const action = entries.get('then');
  const move = action ? compileMove(reader, valueOf(action)) : null;
  const confidence = readConfidence(reader, entries.get('confidence'));
  const stop = readFlag(reader, entries.get('stop'));
  if (name === undefined || !test || !move || reader.problems.length > before) return null;
  return { name, test, move, confidence, stop };
}

function compileMove(reader: Reader, node: Node | null): string[] | null {
  const move = reader.entries(node, ACTION_KEYS, 'then')?.get('move');
  if (!move) return isMap(node) ? reader.report(node, 'missing', 'move') : null;
  return reader.texts(valueOf(move), 'move')?.map(({ text }) => foldPath(text)) ?? null;
}

function readConfidence(reader: Reader, entry: Entry | undefined): number {
  if (!entry) return USUAL_CONFIDENCE;
  const value: unknown = isScalar(entry.value) ? entry.value.value : null;
  if (typeof value === 'number' && value > 0 && value <= 1) return value;
  reader.report(valueOf(entry), 'wrong-type', 'confidence: 0.01 … 1');
  return USUAL_CONFIDENCE;
}

function readFlag(reader: Reader, entry: Entry | undefined): boolean {
  if (!entry) return false;
  const value: unknown = isScalar(entry.value) ? entry.value.value : null;
  if (typeof value !== 'boolean') reader.report(valueOf(entry), 'wrong-type', 'stop: true | false');
  return value === true;
}

/** The node to point at: the value, or the key when nothing follows it. */
function valueOf(entry: Entry | undefined): Node | null {
  return entry?.value ?? entry?.key ?? null;
}

/** A folder path as it is compared: case, accents, spaces and dashes do not matter, levels do. */
export function foldPath(path: string): string {
  return path
    .split('/')
    .map(foldName)
    .filter((part) => part !== '')
    .join('/');
}
