import type { RuleCondition, RuleForm, RuleGroup, RuleTest } from '../../../contract/rules.ts';

/** A rule that says nothing yet: one empty question, nothing to do. */
export function emptyForm(): RuleForm {
  return {
    name: '',
    accounts: [],
    condition: { kind: 'group', of: 'all', items: [{ kind: 'text', field: 'from', words: [] }] },
    move: [],
    archive: false,
    labels: [],
    flag: false,
    read: false,
    priority: null,
    vip: false,
    confidence: null,
    stop: false,
  };
}

/** What a rule still needs before it can be written down. */
export type Gap = 'name' | 'condition' | 'action';

/** What is missing, in the order of the form. */
export function gapsOf(form: RuleForm): Gap[] {
  const gaps: Gap[] = [];
  if (form.name.trim() === '') gaps.push('name');
  if (finishedGroup(form.condition) === null) gaps.push('condition');
  if (!doesSomething(form)) gaps.push('action');
  return gaps;
}

/** The rule without what the person has only begun (a question without words, a group without questions); null while something is missing. */
export function finishedForm(form: RuleForm): RuleForm | null {
  const condition = finishedGroup(form.condition);
  const name = form.name.trim();
  if (condition === null || name === '' || !doesSomething(form)) return null;
  return { ...form, name, condition };
}

function doesSomething(form: RuleForm): boolean {
  return (
    form.move.length > 0 ||
    form.archive ||
    form.labels.length > 0 ||
    form.flag ||
    form.read ||
    form.priority !== null ||
    form.vip
  );
}

function finishedGroup(group: RuleGroup): RuleGroup | null {
  const items = group.items.map(finishedCondition).filter((item) => item !== null);
  return items.length === 0 ? null : { ...group, items };
}

function finishedCondition(item: RuleCondition): RuleCondition | null {
  return item.kind === 'group' ? finishedGroup(item) : finishedTest(item);
}

function finishedTest(test: RuleTest): RuleTest | null {
  switch (test.kind) {
    case 'text':
      return test.words.length > 0 ? test : null;
    case 'flag':
      return test;
    case 'header':
      return test.name.trim() === '' ? null : { ...test, name: test.name.trim() };
    case 'measure': {
      const amounts = test.amounts.map((amount) => amount.trim()).filter((amount) => /\d/.test(amount));
      return amounts.length === 0 ? null : { ...test, amounts };
    }
  }
}

/** Tells rules of the same content from others, wherever they stand. */
export function keyOfForm(form: RuleForm): string {
  return JSON.stringify(form);
}
