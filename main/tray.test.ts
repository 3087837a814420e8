import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Group } from '../contract/suggestions.ts';
import type { EngineClient } from './engine/client.ts';
import { silentLogger } from './engine/platform/logger.ts';
import type { Preferences } from './preferences.ts';
import type { NotificationRequest, TrayState } from './shell/port.ts';
import { runTray } from './tray.ts';

const ok = (value: unknown) => ({ ok: true, value });
const engineDown = { ok: false, problem: { code: 'engine-down' } };
const group = { key: 'k', target: 7, count: 5, cause: { label: 'Maison' } } as Partial<Group> as Group;

let approved: unknown[];
let answers: Record<string, unknown>;
let menu: TrayState['menu'];
let told: string[];

beforeEach(() => {
  vi.useFakeTimers();
  [approved, told, menu] = [[], [], []];
  answers = {
    'status.get': ok({ revision: 3, waiting: 5, offline: false, accounts: [] }),
    'suggestions.groups': ok({ revision: 3, groups: [group] }),
    'mailboxes.list': ok([{ id: 7, name: 'Loyer' }]),
    'activity.list': ok({ batches: [] }),
  };
  const engine = {
    call: (name: string, input: unknown) => {
      if (name === 'suggestions.approve') approved.push(input);
      return Promise.resolve(answers[name]);
    },
    onEvent: () => undefined,
    onStatus: (listener: Parameters<EngineClient['onStatus']>[0]) => listener({ state: 'ready' }),
  } as unknown as EngineClient;
  runTray({
    tray: { update: (state) => (menu = state.menu), onActivate: () => undefined },
    engine,
    preferences: { language: () => 'en', onChange: () => undefined } as unknown as Preferences,
    notify: ({ title, body }: NotificationRequest) => Promise.resolve(void told.push(`${title}. ${body}`)),
    show: () => undefined,
    leave: () => undefined,
    logger: silentLogger(),
  });
});
afterEach(() => vi.useRealTimers());

const offer = () => menu.flat().find(({ label }) => label.startsWith('File '));
const offered = () => vi.waitFor(() => expect(offer()).toBeDefined());

test('a group that was filed from the menu is not spoken of', async () => {
  await offered();
  answers['suggestions.approve'] = ok({ batch: 1, accepted: 5 });
  answers['suggestions.groups'] = ok({ revision: 4, groups: [] });
  offer()?.run();
  // Drawn anew at once, so that it is not chosen again.
  await vi.waitFor(() => expect(offer()).toBeUndefined());
  expect(told).toEqual([]);
});

test('what has changed since the menu was shown is not filed, and that is said', async () => {
  await offered();
  const seen = offer();
  answers['suggestions.approve'] = ok({ batch: null, accepted: 0 });
  answers['suggestions.groups'] = ok({ revision: 9, groups: [{ ...group, count: 6 }] });
  seen?.run();
  await vi.waitFor(() => expect(offer()?.label).toBe('File 6 mails (Maison) in Loyer'));
  expect(told).toEqual([
    'Nothing is left to do. Something changed after the menu was shown. It is up to date now.',
  ]);
  seen?.run();
  offer()?.run();
  expect(approved.map((input) => (input as { selection: { filter: unknown } }).selection.filter)).toEqual(
    [3, 3, 9].map((asOf) => ({ groupKey: 'k', target: 7, asOf })),
  );
});

test('an engine that cannot do it is spoken of', async () => {
  await offered();
  answers['suggestions.approve'] = engineDown;
  offer()?.run();
  await vi.waitFor(() =>
    expect(told).toEqual(['Not done. It could not be done now. Open Casier to see why.']),
  );
});
