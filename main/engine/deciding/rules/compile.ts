import { assertNever } from '../../../../contract/assert-never.ts';
import type {
  RuleCondition,
  RuleForm,
  RuleOutline,
  RuleProblem,
  RuleTest,
} from '../../../../contract/rules.ts';
import { flagFields, textFields } from './fields.ts';
import { compileAmount, compilePattern, type TextTest } from './patterns.ts';
import { readRules } from './read.ts';
import { foldPath, type Rule, type RuleSet, type Test } from './rule.ts';

/** What a rule is worth when the person did not say: they wrote it themselves. */
export const USUAL_CONFIDENCE = 0.97;

/** Reads a rules file and makes ready to run what is sound in it (see `readRules`). */
export function compileRules(yamlText: string): {
  rules: RuleSet;
  problems: RuleProblem[];
  outline: RuleOutline[];
} {
  const { rules, problems } = readRules(yamlText);
  const sound = rules.map(({ form }) => form).filter((form) => form !== null);
  return { rules: { rules: sound.map(compileRule) }, problems, outline: rules };
}

/** Makes one rule ready to run. A word that is no valid pattern matches nothing: `readRules` lets none through. */
export function compileRule(form: RuleForm): Rule {
  return {
    name: form.name,
    accounts: form.accounts.map((account) => account.trim().toLowerCase()),
    test: compileCondition(form.condition),
    move: form.move.map(foldPath),
    archive: form.archive,
    marks: [...(form.read ? ['\\Seen'] : []), ...(form.flag ? ['\\Flagged'] : []), ...form.labels],
    priority: form.priority,
    vip: form.vip,
    confidence: form.confidence ?? USUAL_CONFIDENCE,
    stop: form.stop,
  };
}

function compileCondition(condition: RuleCondition): Test {
  if (condition.kind !== 'group') return compileTest(condition);
  const tests = condition.items.map(compileCondition);
  switch (condition.of) {
    case 'all':
      return (mail, now) => tests.every((test) => test(mail, now));
    case 'any':
      return (mail, now) => tests.some((test) => test(mail, now));
    case 'none':
      return (mail, now) => !tests.some((test) => test(mail, now));
    default:
      return assertNever(condition.of);
  }
}

function compileTest(test: RuleTest): Test {
  switch (test.kind) {
    case 'text': {
      const field = textFields[test.field];
      const matches = anyOf(test.field === 'language' ? test.words.map((word) => `=${word}`) : test.words);
      return (mail) => matches(field(mail));
    }
    case 'flag': {
      const field = flagFields[test.field];
      return (mail) => field(mail) === test.is;
    }
    case 'header': {
      const name = test.name.toLowerCase();
      if (test.words.length === 0) return (mail) => Object.hasOwn(mail.headers, name) === test.is;
      const matches = anyOf(test.words);
      return (mail) => Object.hasOwn(mail.headers, name) && matches([mail.headers[name] ?? '']);
    }
    case 'measure': {
      const amounts = test.amounts.map((written) => compileAmount(written, test.field));
      return (mail, now) => {
        const amount = test.field === 'size' ? mail.size : now - mail.date;
        return amounts.every((fits) => fits?.(amount));
      };
    }
    default:
      return assertNever(test);
  }
}

function anyOf(words: readonly string[]): TextTest {
  const tests = words.flatMap((word) => {
    const pattern = compilePattern(word);
    return pattern.ok ? [pattern.test] : [];
  });
  return (texts) => tests.some((test) => test(texts));
}
