import type { TFunction } from 'i18next';
import type { Problem } from '../../../contract/problem.ts';

/** What happened and what can be done, in the person's language: of the reason where one is known, else of the code. */
export function problemSentence(t: TFunction, { code, reason }: Problem): string {
  return reason === undefined ? t(`problem.${code}`) : t(`problemReason.${reason}`);
}
