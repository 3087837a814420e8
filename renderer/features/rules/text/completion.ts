import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';

const RULE = ['name', 'account', 'if', 'then', 'confidence', 'stop'];
const CONDITION = [
  'all',
  'any',
  'none',
  'from',
  'to',
  'cc',
  'recipient',
  'subject',
  'body',
  'list-id',
  'attachment',
  'language',
  'header',
  'size',
  'age',
  'unsubscribe',
  'automatic',
];
const ACTION = ['move', 'archive', 'label', 'flag', 'read', 'priority', 'vip'];
const PRIORITY = ['high', 'normal', 'low'];

/** The keys that may stand here, and the folders after `move`. */
export function completeRules(
  context: CompletionContext,
  folders: readonly string[],
): CompletionResult | null {
  const { number, text, from } = context.state.doc.lineAt(context.pos);
  const before = text.slice(0, context.pos - from);
  const value = /^\s*(?:-\s*)?([\w-]+):\s*\[?(?:[^,\]]*,\s*)*([^,[\]]*)$/.exec(before);
  if (value !== null) {
    const [, key = '', typed = ''] = value;
    return choices(valuesOf(key, folders), context.pos - typed.length);
  }
  const begun = /^(\s*(?:-\s*)?)([\w-]*)$/.exec(before);
  if (begun === null || (begun[2] === '' && !context.explicit)) return null;
  const [, lead = '', typed = ''] = begun;
  const above = keyAbove(context.state.doc, number, lead.length);
  if (above === 'move') return choices(folders, context.pos - typed.length);
  const keys = above === null ? RULE : above === 'then' ? ACTION : CONDITION;
  return choices(keys, context.pos - typed.length, ': ');
}

function choices(labels: readonly string[], from: number, after = ''): CompletionResult | null {
  if (labels.length === 0) return null;
  return { from, options: labels.map((label) => ({ label, apply: label + after })), validFor: /^[^,[\]:]*$/ };
}

function valuesOf(key: string, folders: readonly string[]): readonly string[] {
  switch (key) {
    case 'move':
      return folders;
    case 'priority':
      return PRIORITY;
    case 'stop':
    case 'archive':
    case 'flag':
    case 'read':
    case 'vip':
    case 'unsubscribe':
    case 'automatic':
      return ['true', 'false'];
    default:
      return [];
  }
}

/** The key under which a line of that indentation stands; null at the level of the rules themselves. */
function keyAbove(doc: Text, line: number, indentation: number): string | null {
  for (let number = line - 1; number >= 1; number -= 1) {
    const found = /^(\s*(?:-\s+)?)([\w-]+):/.exec(doc.line(number).text);
    if (found === null) continue;
    const [, lead = '', key = ''] = found;
    if (lead.length >= indentation) continue;
    return key === 'rules' ? null : key;
  }
  return null;
}
