import { expect, test } from 'vitest';
import type { Settings } from '../../contract/settings.ts';
import type { Problem, Reply } from '../../contract/problem.ts';
import { createClient } from './bridge.ts';
import { createSession } from './session.ts';

/** A session whose engine answers changes of settings one after the other, as the test says. */
function session() {
  const replies: ((reply: Reply<Settings>) => void)[] = [];
  const client = createClient({
    on: () => () => undefined,
    invoke: () => new Promise((resolve) => replies.push(resolve as never)),
  });
  const refused: Problem[] = [];
  const store = createSession(client, (problem) => refused.push(problem));
  return { store, settings: () => store.getState().settings, replies, refused };
}

test('a setting that the engine does not take is put back and told; what was changed meanwhile stays', async () => {
  const { store, settings, replies, refused } = session();
  const before = settings();
  const dark = store.getState().setSettings({ theme: 'dark' });
  const offline = store.getState().setSettings({ offline: true });
  expect(settings()).toEqual({ ...before, theme: 'dark', offline: true });

  replies[0]?.({ ok: false, problem: { code: 'engine-down' } });
  await dark;
  expect(settings()).toEqual({ ...before, offline: true });
  expect(refused).toEqual([{ code: 'engine-down' }]);

  replies[1]?.({ ok: true, value: { ...before, offline: true } });
  await offline;
  expect(settings()).toEqual({ ...before, offline: true });
});

test('an answer to one change does not put back another that is under way', async () => {
  const { store, settings, replies } = session();
  const before = settings();
  const first = store.getState().setSettings({ theme: 'dark' });
  const second = store.getState().setSettings({ theme: 'light' });
  replies[0]?.({ ok: true, value: { ...before, theme: 'dark' } });
  await first;
  expect(settings().theme).toBe('light');
  replies[1]?.({ ok: true, value: { ...before, theme: 'light' } });
  await second;
  expect(settings().theme).toBe('light');
});
