import { stringify } from 'yaml';
import type { RuleCondition, RuleForm, RuleGroup } from '../../../../contract/rules.ts';

/** Rules as the text of a rules file, a blank line between them; `readRules` gives equal forms back. Empty text for none. */
export function writeRules(forms: readonly RuleForm[]): string {
  return forms.map((form) => writeRule(form)).join('\n');
}

/** One rule as an item of a list, each line after `indent` spaces; ends with a line break. */
export function writeRule(form: RuleForm, indent = 0): string {
  const text = stringify([plainRule(form)], { lineWidth: 0, singleQuote: true, indentSeq: true });
  return indent === 0 ? text : text.replace(/^(?=.)/gm, ' '.repeat(indent));
}

function plainRule(form: RuleForm): Record<string, unknown> {
  return {
    name: form.name,
    ...(form.accounts.length > 0 && { account: short(form.accounts) }),
    if: plainGroup(form.condition),
    then: {
      ...(form.move.length > 0 && { move: short(form.move) }),
      ...(form.archive && { archive: true }),
      ...(form.labels.length > 0 && { label: short(form.labels) }),
      ...(form.flag && { flag: true }),
      ...(form.read && { read: true }),
      ...(form.priority !== null && { priority: form.priority }),
      ...(form.vip && { vip: true }),
    },
    ...(form.confidence !== null && { confidence: form.confidence }),
    ...(form.stop && { stop: true }),
  };
}

/** The outermost conditions read best as one mapping; where a key would stand twice, as a list. */
function plainGroup(group: RuleGroup): unknown {
  const items = group.items.map(plainCondition);
  if (group.of !== 'all') return { [group.of]: items };
  const keys = items.flatMap((item) => Object.keys(item));
  return new Set(keys).size === keys.length ? Object.assign({}, ...items) : { all: items };
}

function plainCondition(condition: RuleCondition): Record<string, unknown> {
  switch (condition.kind) {
    case 'text':
      return { [condition.field]: short(condition.words) };
    case 'flag':
      return { [condition.field]: condition.is };
    case 'header':
      return {
        header: { [condition.name]: condition.words.length > 0 ? short(condition.words) : condition.is },
      };
    case 'measure':
      return { [condition.field]: short(condition.amounts) };
    case 'group':
      return { [condition.of]: condition.items.map(plainCondition) };
  }
}

/** One text stands alone, several in a list. */
function short(texts: readonly string[]): unknown {
  return texts.length === 1 ? texts[0] : texts;
}
