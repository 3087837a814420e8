import { expect, it } from 'vitest';
import type { Model, ModelList } from '../../../contract/models.ts';
import { offered } from './offered.ts';

const model = (change: Partial<Model> = {}): Model => ({
  id: 'a' as Model['id'],
  name: 'A',
  origin: 'catalogue',
  source: null,
  size: 2_000_000_000,
  licence: 'Apache-2.0',
  quantisation: null,
  parameters: null,
  memory: 3_000_000_000,
  fits: 'yes',
  recommended: true,
  notes: null,
  speed: { measured: null, estimated: { low: 2000, high: 6000 } },
  state: { kind: 'absent' },
  chosen: false,
  ...change,
});
const list = (models: Model[], free: number | null = 10_000_000_000): ModelList => ({
  models,
  settings: { mirrors: [] },
  memory: 8_000_000_000,
  folder: '/m',
  free,
});

it('offers the recommended model', () => {
  const wanted = model();
  expect(offered(list([model({ recommended: false }), wanted]))).toBe(wanted);
  expect(offered(list([wanted], null))).toBe(wanted);
});

it('offers nothing where it would not fit, or where there is one', () => {
  expect(offered(list([model({ fits: 'no' })]))).toBeNull();
  expect(offered(list([model({ fits: null })]))).toBeNull();
  expect(offered(list([model()], 2_100_000_000))).toBeNull();
  expect(offered(list([model({ speed: { measured: null, estimated: null } })]))).toBeNull();
  expect(offered(list([model(), model({ recommended: false, chosen: true })]))).toBeNull();
  const paused = { kind: 'paused', received: 1, total: 2 } as const;
  expect(offered(list([model(), model({ recommended: false, state: paused })]))).toBeNull();
  expect(offered(list([]))).toBeNull();
});
