import { expect, test } from 'vitest';
import type { BatchId } from '../../../contract/ids.ts';
import { createClient } from '../bridge.ts';
import { createSession } from '../session.ts';
import { createFiling } from './filing.ts';

const earlier = 1 as BatchId;
const later = 2 as BatchId;

test('undo pressed before the engine has answered means the act that was just done, and the next press the one before', async () => {
  const undone: BatchId[] = [];
  const answered = Promise.withResolvers<undefined>();
  const client = createClient({
    on: () => () => undefined,
    async invoke(name, input) {
      if (name === 'suggestions.approve') await answered.promise;
      if (name === 'activity.undoBatch') undone.push((input as { batchId: BatchId }).batchId);
      return { ok: true, value: { batch: later, accepted: 1 } } as never;
    },
  });
  const session = createSession(client, () => undefined);
  session.getState().pushAct([earlier]);
  const filing = createFiling(client, session, () => undefined);

  const approval = filing.approve({ filter: { asOf: 1 } }, { shown: null });
  const presses = [filing.undoLast(), filing.undoLast()];
  answered.resolve(undefined);
  await Promise.all([approval, ...presses]);
  expect(undone).toEqual([later, earlier]);
});
