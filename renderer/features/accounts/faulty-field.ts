import { useEffect, useRef, type RefObject } from 'react';
import type { Problem, ProblemCode, ProblemReason } from '../../../contract/problem.ts';

type Causes = readonly (ProblemReason | ProblemCode)[];

/** What is to be mended in the address, and in the path. */
export const ABOUT_ADDRESS: Causes = ['address', 'invalid-input', 'domain-unknown'];
export const ABOUT_PATH: Causes = ['not-a-maildir', 'already-added'];
export const ABOUT_PASSWORD: Causes = ['wrong-password'];

/** Whether a problem has one of these causes. */
export function isAbout({ code, reason }: Problem, causes: Causes): boolean {
  return causes.includes(code) || (reason !== undefined && causes.includes(reason));
}

/** Takes the person to the field that a new problem is about. Its form needs the reference. */
export function useFaultyField(problem: Problem | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === null) return;
    form.current?.querySelector<HTMLElement>('input:is([aria-invalid="true"], [data-invalid])')?.focus();
  }, [problem]);
  return form;
}
