import { expect, it } from 'vitest';
import { catalogue, catalogueEntry } from './catalogue.ts';
import { estimateSpeed, fitOf, has16Gb, neededMemory } from './needs.ts';

it('lists models that can be told apart, each with all that must be known of it', () => {
  for (const entry of catalogue) expect(catalogueEntry.parse(entry)).toEqual(entry);
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
  expect(catalogue.find(({ recommendedFor }) => recommendedFor === 'below-16-gb')?.name).toMatch(/3B/);
  expect(catalogue.some(({ recommendedFor }) => recommendedFor === 'from-16-gb')).toBe(true);
});

it('says of each the memory that the rule gives for its shape', () => {
  const layers = { '3b': 26, '7b': 32, '8b': 34 };
  for (const { id, size, memory } of catalogue) {
    const shape = Object.entries(layers).find(([name]) => id.includes(name));
    const tokenBytes = shape![1] * 2 * 8 * 128 * 2;
    expect(Math.abs(neededMemory({ size, tokenBytes }) / memory - 1), id).toBeLessThan(0.01);
  }
});

it('refuses what would leave nothing for the rest of the computer', () => {
  expect(fitOf(5.5e9, 4e9)).toBe('no');
  expect(fitOf(5.5e9, 8e9)).toBe('tight');
  expect(fitOf(5.5e9, 16e9)).toBe('yes');
  expect(fitOf(3.1e9, 4e9)).toBe('no');
  expect([has16Gb(8 * 2 ** 30), has16Gb(15.4 * 2 ** 30)]).toEqual([false, true]);
});

it('estimates a range that holds what was measured on two cores', () => {
  const measured = [
    { parameters: 7.25e9, quantisation: 'Q4_K_M', ms: [2600, 4400] },
    { parameters: 7.25e9, quantisation: 'Q4_0', ms: [1900, 2900] },
    { parameters: 3.43e9, quantisation: 'Q4_K_M', ms: [1200, 1900] },
    { parameters: 1.24e9, quantisation: 'Q4_K_M', ms: [400, 600] },
  ];
  for (const { ms, ...model } of measured) {
    const { low, high } = estimateSpeed({ ...model, cores: 2 });
    expect(low, model.quantisation).toBeLessThan(ms[0]! * 1.25);
    expect(high).toBeGreaterThan(ms[1]!);
    expect(high / low).toBeLessThan(8);
  }
});
