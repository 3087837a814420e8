import { beforeEach, expect, test } from 'vitest';
import { defaultAskingLimits, type AskingStatus } from '../../../contract/asking.ts';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { CallInput, CallName } from '../../../contract/index.ts';
import type { Reply } from '../../../contract/problem.ts';
import { createClient } from '../../lib/bridge.ts';
import { createAsking, selectAtWork } from './asking-slice.ts';

const account = 1 as AccountId;
const invoices = 7 as MailboxId;
const [first, second] = [11 as MessageId, 12 as MessageId];

const status: AskingStatus = {
  state: 'working',
  paused: false,
  limits: defaultAskingLimits,
  waiting: 3,
  today: { calls: 0, mails: 0, minutes: 0 },
  secondsAMail: null,
  secondsLeft: null,
  problem: null,
};

/** The other side of the bridge: keeps descriptions, knows one mail that waits, and refuses when told to. */
function startBridge() {
  const asked: { name: CallName; input: unknown }[] = [];
  const side = { refuse: false, description: null as string | null };
  const client = createClient({
    on: () => () => undefined,
    invoke<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<never>> {
      asked.push({ name, input });
      const answer = (value: unknown) => Promise.resolve<Reply<never>>({ ok: true, value: value as never });
      if (side.refuse) return Promise.resolve({ ok: false, problem: { code: 'disk-full' } });
      if (name === 'asking.hurry') return answer({ waiting: [first] });
      if (name === 'asking.describeFolder') {
        side.description = (input as CallInput<'asking.describeFolder'>).description;
        return answer({});
      }
      if (name === 'asking.folderNotes')
        return answer([
          { mailboxId: invoices, accountId: account, description: side.description, examples: ['OVH'] },
        ]);
      if (name === 'asking.setLimits') return answer({ ...status, limits: { ...status.limits, ...input } });
      return answer(status);
    },
  });
  return { asked, side, store: createAsking(client) };
}

let bridge: ReturnType<typeof startBridge>;
beforeEach(async () => {
  bridge = startBridge();
  await bridge.store.getState().load();
  bridge.asked.length = 0;
});
const state = () => bridge.store.getState();

test('a switch turns at once, and back when the engine refuses', async () => {
  const done = state().setLimits({ onBattery: true });
  expect(state().status?.limits.onBattery).toBe(true);
  await done;
  expect(state().status?.limits).toEqual({ ...defaultAskingLimits, onBattery: true });
  bridge.side.refuse = true;
  await state().setLimits({ enabled: false });
  expect(state().status?.limits.enabled).toBe(true);
  expect(state().problem?.code).toBe('disk-full');
});

test('a description is shown at once, kept without white space around it, and taken back when emptied', async () => {
  await state().loadNotes(account);
  const done = state().describe(account, invoices, '  Bills to pay ');
  expect(state().notes.get(account)).toMatchObject([{ description: 'Bills to pay', examples: ['OVH'] }]);
  await done;
  expect(bridge.side.description).toBe('Bills to pay');
  await state().describe(account, invoices, ' ');
  expect(bridge.side.description).toBeNull();
  expect(state().notes.get(account)).toMatchObject([{ description: null }]);
});

test('mails that are looked at are hurried while some wait, and those that wait are known', async () => {
  await state().look([first, second]);
  expect(bridge.asked).toEqual([{ name: 'asking.hurry', input: { ids: [first, second] } }]);
  expect([...state().waiting]).toEqual([first]);
});

test.each([{ waiting: 0 }, { state: 'no-model' }, { state: 'off' }, { state: 'model-failed' }] as const)(
  'where no answer is to come ($state $waiting), nobody is told that mail waits',
  async (change) => {
    await state().look([first]);
    state().follow({ ...status, ...change });
    bridge.asked.length = 0;
    await state().look([first]);
    expect(bridge.asked).toEqual([]);
    expect(state().waiting.size).toBe(0);
    expect(selectAtWork(state())).toBeNull();
  },
);

test('the status bar hears of work and of a pause with mails that wait, and of nothing else', () => {
  expect(selectAtWork(state())).toBe('working');
  state().follow({ ...status, state: 'paused', paused: true });
  expect(selectAtWork(state())).toBe('paused');
  for (const silent of ['nothing-waits', 'on-battery', 'budget-spent', 'busy-computer', 'syncing'] as const) {
    state().follow({ ...status, state: silent });
    expect(selectAtWork(state())).toBeNull();
  }
});
