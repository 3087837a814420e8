import { expect, test } from 'vitest';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { Group } from '../../../contract/suggestions.ts';
import { groupNames } from './group-names.ts';
import { groupId, rowsOf, sectionsOf } from './sections.ts';

function group(over: Partial<Omit<Group, 'target'>> & { target?: number }): Group {
  return {
    key: 'k',
    accountId: 1 as AccountId,
    cause: { kind: 'sender', label: 'x' },
    count: 1,
    minProbability: 0.9,
    meanProbability: 0.9,
    senders: [],
    vip: false,
    senderCount: 1,
    marks: [],
    samples: [],
    evidence: [],
    stage: 'memory',
    ...over,
    target: (over.target ?? 1) as MailboxId,
  };
}

test('folders with the most mail come first and leave when their last group does', () => {
  const small = group({ key: 'a', target: 1, count: 4 });
  const large = [group({ key: 'b', target: 2, count: 3 }), group({ key: 'c', target: 2, count: 2 })];
  const sections = sectionsOf([small, ...large], new Set());
  expect(sections.map(({ target, count }) => [target, count])).toEqual([
    [2, 5],
    [1, 4],
  ]);
  expect(rowsOf(sections).map(({ kind }) => kind)).toEqual(['section', 'group', 'group', 'section', 'group']);
  expect(sectionsOf([small, ...large], new Set([groupId(small)])).map(({ target }) => target)).toEqual([2]);
});

test('the threshold is offered where it would take some but not all', () => {
  const sure = group({ key: 'a', minProbability: 0.96, meanProbability: 0.98 });
  const unsure = group({ key: 'b', minProbability: 0.4, meanProbability: 0.5 });
  const mixed = group({ key: 'c', minProbability: 0.5, meanProbability: 0.93 });
  const sureness = (...groups: Group[]) => sectionsOf(groups, new Set())[0]?.sure;
  expect(sureness(sure)).toBe('all');
  expect(sureness(sure, unsure)).toBe('some');
  expect(sureness(mixed)).toBe('some');
  expect(sureness(unsure)).toBe('none');
});

test('a list with one sender goes by the name of that sender', () => {
  const sender = { address: { name: 'Typo & Papier', address: 'n@typo.example' }, count: 5 };
  const list = { kind: 'list' as const, label: 'actu.typo.example' };
  expect(groupNames(group({ cause: list, senders: [sender] }))).toEqual({
    title: 'Typo & Papier',
    who: 'actu.typo.example',
  });
  expect(groupNames(group({ cause: list, senders: [sender], senderCount: 4 }))).toEqual({
    title: 'actu.typo.example',
    who: 'Typo & Papier',
  });
  expect(
    groupNames(
      group({ cause: { kind: 'sender', label: 'n@typo.example' }, senders: [sender], senderCount: 2 }),
    ),
  ).toEqual({ title: 'n@typo.example', who: null });
});
