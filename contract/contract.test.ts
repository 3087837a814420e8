import { describe, expect, it } from 'vitest';
import { calls, events } from './index.ts';
import { callNames, eventNames } from './names.ts';

describe('contract', () => {
  it('names for the preload script every call and event, and nothing else', () => {
    expect([...callNames].sort()).toEqual(Object.keys(calls).sort());
    expect([...eventNames].sort()).toEqual(Object.keys(events).sort());
  });
});
