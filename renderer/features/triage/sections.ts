import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { Group, ProposalFilter } from '../../../contract/suggestions.ts';
import { SURE } from '../../lib/words/confidence.ts';

/** All groups that go to one folder. */
export interface Section {
  readonly accountId: AccountId;
  readonly target: MailboxId;
  readonly count: number;
  readonly groups: readonly Group[];
  /** Whether some, all or none of its mails are surely worth a button of their own. */
  readonly sure: 'all' | 'some' | 'none';
}

/** What the list draws: a folder's heading, or a group under it. */
export type TriageRow =
  | { readonly kind: 'section'; readonly id: string; readonly section: Section }
  | { readonly kind: 'group'; readonly id: string; readonly group: Group };

/** A group's identity among all accounts and folders. */
export function groupId(group: Group): string {
  return `${group.accountId}/${group.target}/${group.key}`;
}

function sureness(groups: readonly Group[]): Section['sure'] {
  if (groups.every((group) => group.minProbability >= SURE)) return 'all';
  return groups.some((group) => group.minProbability >= SURE || group.meanProbability >= 0.9)
    ? 'some'
    : 'none';
}

/** Folders with the most waiting mail first; inside, the engine's order (largest group first). */
export function sectionsOf(groups: readonly Group[], hidden: ReadonlySet<string>): Section[] {
  const byTarget = new Map<string, Group[]>();
  for (const group of groups) {
    if (hidden.has(groupId(group))) continue;
    const key = `${group.accountId}/${group.target}`;
    const known = byTarget.get(key);
    if (known === undefined) byTarget.set(key, [group]);
    else known.push(group);
  }
  return [...byTarget.values()]
    .flatMap((members) => {
      const first = members[0];
      if (first === undefined) return [];
      const count = members.reduce((sum, group) => sum + group.count, 0);
      return [
        { accountId: first.accountId, target: first.target, count, groups: members, sure: sureness(members) },
      ];
    })
    .sort((a, b) => b.count - a.count);
}

/** The list, flat: headings and groups in the order they are drawn. */
export function rowsOf(sections: readonly Section[]): TriageRow[] {
  return sections.flatMap((section) => [
    { kind: 'section' as const, id: `${section.accountId}/${section.target}`, section },
    ...section.groups.map((group) => ({ kind: 'group' as const, id: groupId(group), group })),
  ]);
}

/** What the list of proposals is narrowed to. */
export type TriageFilter = Pick<ProposalFilter, 'accountId' | 'target' | 'stage' | 'minProbability'>;

/** All pending proposals of a group that the person has been shown. */
export function filterOf(group: Group, asOf: number, narrowed: TriageFilter = {}): ProposalFilter {
  return { ...narrowed, accountId: group.accountId, target: group.target, groupKey: group.key, asOf };
}
