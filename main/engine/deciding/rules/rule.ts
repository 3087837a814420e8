import type { Address, MailFeatures } from '../../../../contract/mail.ts';
import type { RulePriority } from '../../../../contract/rules.ts';
import { foldName } from '../text.ts';

/** Asks one thing of a mail. `now` is in milliseconds: age is the only thing that changes with time. */
export type Test = (mail: MailFeatures, now: number) => boolean;

/** One rule, ready to run. */
export interface Rule {
  readonly name: string;
  /** Addresses or names of accounts it is for, in lower case; none: all. */
  readonly accounts: readonly string[];
  readonly test: Test;
  /** Folder paths, best first, folded for comparison: the first that exists is meant. */
  readonly move: readonly string[];
  readonly archive: boolean;
  /** IMAP flags and keywords to set. */
  readonly marks: readonly string[];
  readonly priority: RulePriority | null;
  readonly vip: boolean;
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

/** Those rules that are for an account: all but those that name others. */
export function rulesFor(
  all: RuleSet,
  account: { readonly name: string; readonly address: string },
): RuleSet {
  const names = [account.name.trim().toLowerCase(), account.address.toLowerCase()];
  return {
    rules: all.rules.filter(
      ({ accounts }) => accounts.length === 0 || accounts.some((name) => names.includes(name)),
    ),
  };
}

/** An address as rules see it: `Name <local@domain>`. */
export function shownAddress(address: Address): string {
  return address.name ? `${address.name} <${address.address}>` : address.address;
}

/** A folder path as it is compared: case, accents, spaces and dashes do not matter, levels do. */
export function foldPath(path: string): string {
  return path
    .split('/')
    .map(foldName)
    .filter((part) => part !== '')
    .join('/');
}
