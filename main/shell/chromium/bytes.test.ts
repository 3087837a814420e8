import { expect, it } from 'vitest';
import { packBytes, unpackBytes } from './bytes.ts';

it('gives back what was packed, byte arrays in their places', () => {
  const value = { source: Uint8Array.of(0, 128, 255), list: [1, { inner: new Uint8Array(0) }], none: null };
  const packed = packBytes(value);
  expect(JSON.parse(JSON.stringify(packed))).toEqual(packed);
  expect(unpackBytes(packed)).toEqual(value);
  expect(unpackBytes(packBytes(Uint8Array.of(7)))).toEqual(Uint8Array.of(7));
});

it('passes over paths that lead nowhere, and touches nothing but what is there', () => {
  const bytes = [
    [['__proto__', 'polluted'], 'AA=='],
    [['a', 'b', 'c'], 'AA=='],
    [['taken'], 'AA=='],
  ] as const;
  expect(unpackBytes({ value: { taken: 'text', a: null }, bytes })).toEqual({ taken: 'text', a: null });
  expect('polluted' in {}).toBe(false);
});
