import type { TFunction } from 'i18next';
import type { RuleProblem } from '../../../contract/rules.ts';

/** What is wrong, in a sentence of the person's language; `detail` is what only the parser's own words say. */
export function problemInWords(problem: RuleProblem, t: TFunction): { text: string; detail: string } {
  const said = t(`rules.problem.${problem.code}`, { detail: problem.detail });
  const text =
    problem.suggestion === undefined
      ? said
      : `${said} ${t('rules.suggestion', { suggestion: problem.suggestion })}`;
  const technical = problem.code === 'syntax' || problem.code === 'bad-pattern';
  return { text, detail: technical ? problem.detail : '' };
}
