import { expect, it } from 'vitest';
import { alwaysOpen, Outside } from './outside.ts';

it('tells holders of connections first, then who wants to know of any change; a change to what is already so is none', () => {
  const outside = new Outside(false);
  const told: string[] = [];
  outside.onMoved(() => told.push(`moved ${outside.offline}`));
  const ungate = outside.onCut(() => told.push('cut'));
  expect(outside.set(false)).toBe(false);
  expect(outside.set(true)).toBe(true);
  expect(outside.signal.aborted).toBe(true);
  expect(outside.set(false)).toBe(true);
  expect(outside.signal.aborted).toBe(false);
  ungate();
  outside.set(true);
  expect(told).toEqual(['cut', 'moved true', 'moved false', 'moved true']);
});

it('lets those wait who want to contact somebody, until that may be or they give up', async () => {
  const outside = new Outside(true);
  const never = new AbortController();
  const passed: string[] = [];
  const waiting = [
    outside.opened(new AbortController().signal).then(() => passed.push('opened')),
    outside.opened(never.signal).then(() => passed.push('gave up')),
  ];
  never.abort();
  await waiting[1];
  expect(passed).toEqual(['gave up']);
  outside.set(false);
  await Promise.all(waiting);
  expect(passed).toEqual(['gave up', 'opened']);
  await outside.opened(new AbortController().signal);
  await alwaysOpen.opened(new AbortController().signal);
});
