import { expect, test } from 'vitest';
import { commandOf } from './commands.ts';

const bare = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

test('keys mean what the help says', () => {
  expect(commandOf({ ...bare, key: 'j' })).toEqual({ do: 'step', by: 1, extend: false });
  expect(commandOf({ ...bare, key: 'K', shiftKey: true })).toEqual({ do: 'step', by: -1, extend: true });
  expect(commandOf({ ...bare, key: 'e' })).toEqual({ do: 'approve' });
  expect(commandOf({ ...bare, key: '?', shiftKey: true })).toEqual({ do: 'help' });
  expect(commandOf({ ...bare, key: 'q' })).toBeNull();
});

test('keys with Ctrl, Alt or Meta are left to others', () => {
  for (const held of ['ctrlKey', 'metaKey', 'altKey'] as const) {
    expect(commandOf({ ...bare, key: 'e', [held]: true })).toBeNull();
  }
});
