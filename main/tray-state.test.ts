import { expect, test } from 'vitest';
import type { BatchId } from '../contract/ids.ts';
import type { Mailbox } from '../contract/mailboxes.ts';
import type { Status } from '../contract/status.ts';
import type { Group } from '../contract/suggestions.ts';
import { textsIn } from './texts.ts';
import { trayState, type TrayActions } from './tray-state.ts';

const groups = ['Newsletters du matin et du soir, toutes ensemble', 'OVH', 'Anna', 'Jo'].map(
  (label, index) => ({ key: label, target: 5, count: 12 - index, cause: { kind: 'sender', label } }) as Group,
);
const glance = {
  revision: 9,
  groups,
  mailboxes: [{ id: 5, name: 'Factures' } as Mailbox],
  lastAct: { batch: 7 as BatchId, count: 1 },
};
const status = (...states: string[]) =>
  ({ waiting: 1234, accounts: states.map((state) => ({ status: state })) }) as Status;

function actions(done: string[]): TrayActions {
  return {
    open: () => done.push('open'),
    quit: () => done.push('quit'),
    approve: (group) => done.push(`approve ${group.key}`),
    undo: (batch) => done.push(`undo ${batch}`),
    pause: () => done.push('pause'),
    resume: () => done.push('resume'),
    goOffline: (offline) => done.push(`offline ${offline}`),
  };
}

test('shows what waits and offers the largest groups, in the person’s language', () => {
  const done: string[] = [];
  const state = trayState(textsIn('fr'), status('live'), glance, actions(done));
  expect(state.badge).toBe(1234);
  expect(state.tooltip).toMatch(/^1\s234 propositions attendent$/);
  expect(state.menu.map((section) => section.map(({ label }) => label))).toEqual([
    ['Ouvrir Casier'],
    [
      state.tooltip,
      'Classer 12 messages (Newsletters du matin et du soir, toutes…) dans Factures',
      'Classer 11 messages (OVH) dans Factures',
      'Classer 10 messages (Anna) dans Factures',
    ],
    ['Annuler le dernier acte (1 message)'],
    ['Suspendre tous les comptes', 'Passer hors ligne'],
    ['Quitter'],
  ]);
  for (const item of state.menu.flat()) if (item.enabled) item.run();
  expect(done).toEqual([
    'open',
    `approve ${groups[0]!.key}`,
    'approve OVH',
    'approve Anna',
    'undo 7',
    'pause',
    'offline true',
    'quit',
  ]);
});

test('offers to resume when every account is paused, and neither without accounts', () => {
  const labels = (of: Status | null) =>
    trayState(textsIn('en'), of, { ...glance, groups: [], lastAct: null }, actions([]))
      .menu.flat()
      .map(({ label }) => label);
  expect(labels(status('paused', 'paused'))).toContain('Resume all accounts');
  expect(labels(status('paused', 'live'))).toContain('Pause all accounts');
  expect(labels({ ...status('offline'), offline: true })).toContain('Go online');
  expect(labels(null)).toEqual(['Open Casier', 'Nothing waits', 'Quit']);
});
