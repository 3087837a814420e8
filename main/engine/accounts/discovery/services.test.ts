import { describe, expect, it } from 'vitest';
import { orderServices } from './services.ts';

const record = (name: string, priority: number, weight: number) => ({ name, port: 993, priority, weight });

describe('SRV records', () => {
  it('are tried by priority, lowest first', () => {
    const records = [record('c', 30, 0), record('a', 10, 0), record('b', 20, 100)];
    expect(orderServices(records, () => 0.5).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('of one priority are drawn by weight', () => {
    const records = [record('rare', 0, 10), record('often', 0, 90), record('never first', 0, 0)];
    const firsts = Array.from(
      { length: 1000 },
      (_, draw) => orderServices(records, () => draw / 1000)[0]?.name,
    );
    expect(firsts.filter((name) => name === 'rare')).toHaveLength(100);
    expect(firsts.filter((name) => name === 'often')).toHaveLength(900);
  });

  it('all of weight 0 come once each', () => {
    const records = [record('a', 0, 0), record('b', 0, 0)];
    expect(orderServices(records, () => 0.9)).toHaveLength(2);
  });

  it('with the target "." offer nothing', () => {
    expect(orderServices([record('.', 0, 0), record('', 0, 0)], () => 0)).toEqual([]);
  });
});
