import type { Address, MailFeatures } from '../../../../contract/mail.ts';

/** Asks one thing of a mail. `now` is in milliseconds: age is the only thing that changes with time. */
export type Test = (mail: MailFeatures, now: number) => boolean;

/** One rule, ready to run. */
export interface Rule {
  readonly name: string;
  readonly test: Test;
  /** Folder paths, best first, folded for comparison: the first that exists is meant. */
  readonly move: readonly string[];
  /** How sure the person is, 0 to 1. */
  readonly confidence: number;
  /** No later rule is asked once this one has matched. */
  readonly stop: boolean;
}

/** All rules of one file, in its order. */
export interface RuleSet {
  readonly rules: readonly Rule[];
}

/** No rules at all. */
export const NO_RULES: RuleSet = { rules: [] };

/** An address as rules see it: `Name <local@domain>`. */
export function shownAddress(address: Address): string {
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
