import { beforeEach, describe, expect, test } from 'vitest';
import type { CallInput, CallName } from '../../../contract/index.ts';
import type { AccountId, BatchId, MailboxId } from '../../../contract/ids.ts';
import type { Reply } from '../../../contract/problem.ts';
import type { Group } from '../../../contract/suggestions.ts';
import { createClient, type Client } from '../../lib/bridge.ts';
import { createFiling, type Notice } from '../../lib/acts/filing.ts';
import { createSession } from '../../lib/session.ts';
import { createGroups, selectMeant } from './groups-slice.ts';
import { groupId, sectionsOf } from './sections.ts';

const plain = { shift: false, ctrl: false };

function group(key: string, target: number, count: number, probability = 0.97): Group {
  return {
    key,
    accountId: 1 as AccountId,
    target: target as MailboxId,
    cause: { kind: 'sender', label: key },
    count,
    minProbability: probability,
    meanProbability: probability,
    senders: [],
    vip: false,
    senderCount: 1,
    samples: [],
    evidence: [],
    stage: 'memory',
    marks: [],
  };
}

/** The other side of the bridge, answering from `groups` when the test lets it. */
function startBridge() {
  const asked: { name: CallName; input: unknown }[] = [];
  const state = { groups: [] as Group[], revision: 1, refuse: false, gate: Promise.resolve() };
  const client: Client = createClient({
    on: () => () => undefined,
    async invoke<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<never>> {
      asked.push({ name, input });
      const { groups, revision } = state;
      if (name === 'suggestions.groups') {
        const total = groups.reduce((sum, { count }) => sum + count, 0);
        return { ok: true, value: { revision, total, undecided: 0, groups } as never };
      }
      await state.gate;
      if (state.refuse) return { ok: false, problem: { code: 'disk-full' } };
      return { ok: true, value: { batch: asked.length as BatchId, accepted: 1 } as never };
    },
  });
  return { client, asked, state };
}

describe('acting on groups', () => {
  let bridge: ReturnType<typeof startBridge>;
  let store: ReturnType<typeof createGroups>;
  let notices: Notice[];
  const visible = () =>
    sectionsOf(store.getState().groups, store.getState().hidden).flatMap(({ groups }) =>
      groups.map(({ key }) => key),
    );
  const approvals = () => bridge.asked.filter(({ name }) => name === 'suggestions.approve');

  beforeEach(async () => {
    bridge = startBridge();
    notices = [];
    const session = createSession(bridge.client, () => undefined);
    store = createGroups(
      bridge.client,
      createFiling(bridge.client, session, (notice) => notices.push(notice)),
    );
    bridge.state.groups = [group('a', 1, 10), group('b', 1, 5, 0.7), group('c', 2, 3)];
    await store.getState().refresh();
  });

  test('an approved group leaves at once, and the cursor goes to the next', async () => {
    const [first] = store.getState().groups;
    store.getState().click(groupId(first!), plain);
    const acting = store.getState().approve([first!]);
    expect(visible()).toEqual(['b', 'c']);
    expect(selectMeant(store.getState()).map(({ key }) => key)).toEqual(['b']);
    bridge.state.groups = bridge.state.groups.slice(1);
    await acting;
    expect(visible()).toEqual(['b', 'c']);
    expect(notices).toMatchObject([{ kind: 'filed', folder: 1 }]);
  });

  test('a refused approval brings the group back and says why', async () => {
    bridge.state.refuse = true;
    await store.getState().approve([store.getState().groups[0]!]);
    expect(visible()).toEqual(['a', 'b', 'c']);
    expect(notices).toEqual([{ kind: 'problem', problem: { code: 'disk-full' } }]);
  });

  test('only what was shown is approved: the filter carries the revision that was loaded', async () => {
    bridge.state.revision = 9;
    await store.getState().approve([store.getState().groups[0]!]);
    expect(approvals()[0]?.input).toEqual({
      selection: { anyOf: [{ accountId: 1, target: 1, groupKey: 'a', asOf: 1 }] },
    });
  });

  test('a refresh that answers during an approval does not show the group again', async () => {
    let open = () => {};
    bridge.state.gate = new Promise((resolve) => (open = resolve));
    const acting = store.getState().approve([store.getState().groups[0]!]);
    await store.getState().refresh();
    expect(visible()).toEqual(['b', 'c']);
    bridge.state.groups = bridge.state.groups.slice(1);
    open();
    await acting;
    expect(visible()).toEqual(['b', 'c']);
  });

  test('a folder can be approved from a threshold up: only groups wholly above it leave at once', async () => {
    const [section] = sectionsOf(store.getState().groups, new Set());
    const acting = store.getState().approveSection(section!, 0.95);
    expect(visible()).toEqual(['b', 'c']);
    await acting;
    expect(approvals()[0]?.input).toEqual({
      selection: { filter: { accountId: 1, target: 1, asOf: 1, minProbability: 0.95 } },
    });
  });

  test('several groups are one undo', async () => {
    const session = createSession(bridge.client, () => undefined);
    const filing = createFiling(bridge.client, session, (notice) => notices.push(notice));
    store = createGroups(bridge.client, filing);
    await store.getState().refresh();
    await store.getState().approve(store.getState().groups);
    const batches = session.getState().acts.at(-1) ?? [];
    expect(batches).toHaveLength(1);
    await filing.undoLast();
    const undone = bridge.asked.filter(({ name }) => name === 'activity.undoBatch');
    expect(undone.map(({ input }) => (input as { batchId: number }).batchId)).toEqual(batches.toReversed());
    expect(session.getState().acts).toEqual([]);
  });
});
