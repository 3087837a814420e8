import { expect, it } from 'vitest';
import type { Status } from '../../contract/status.ts';
import { showProgress, type ProgressOutput } from './progress.ts';
import { textsIn } from './texts.ts';

function screen(columns: number | null) {
  const time = { now: 0 };
  const written: string[] = [];
  const output: ProgressOutput = {
    columns: () => columns,
    write: (text) => void written.push(text),
    now: () => time.now,
  };
  return { time, written, output };
}

const at = (done: number, ids: readonly number[] = [1]) =>
  ({
    accounts: ids.map((id) => ({
      id,
      name: `Home ${id}`,
      progress: { done, total: 20_000, mailsPerSecond: 310.4, secondsLeft: done < 20_000 ? 95 : 0 },
    })),
  }) as unknown as Status;

it('writes one line anew on a terminal, at most five times a second, and leaves it at the end', () => {
  const { time, written, output } = screen(80);
  const progress = showProgress(new Set([1]), output, textsIn('en'));
  for (let done = 0; done < 1000; done += 10) {
    progress.show(at(done));
    time.now += 10;
  }
  expect(written).toHaveLength(5);
  expect(written[1]).toBe('\r\u001b[KHome 1: 200 of 20,000, 310 mails/s, 2 min left');
  progress.end();
  expect(written.slice(5)).toEqual(['\r\u001b[KHome 1: 990 of 20,000, 310 mails/s, 2 min left', '\n']);
});

it('is calm in a file or a pipe, and says the last of it', () => {
  const { time, written, output } = screen(null);
  const progress = showProgress(new Set([1]), output, textsIn('fr'));
  for (let done = 0; done <= 20_000; done += 100) {
    progress.show(at(done));
    time.now += 49;
  }
  progress.end();
  expect(written).toHaveLength(3);
  expect(written.join('')).not.toContain('\r');
  expect(written[0]?.replace(/\s/g, ' ')).toBe('Home 1 : 0 sur 20 000, 310 courriels/s, encore 2 min ');
  expect(written.at(-1)?.replace(/\s/g, ' ')).toBe('Home 1 : 20 000 sur 20 000, 310 courriels/s ');
});

it('shows the chosen accounts alone, on no more than one line', () => {
  const { written, output } = screen(40);
  showProgress(new Set([1, 3]), output, textsIn('en')).show(at(5, [1, 2, 3]));
  expect(written).toHaveLength(1);
  expect(written[0]).not.toContain('Home 2');
  expect(Array.from(written[0]!.slice(4)).length).toBeLessThan(40);
});

it('says nothing when there is nothing to say', () => {
  const { written, output } = screen(80);
  const progress = showProgress(new Set([1]), output, textsIn('en'));
  progress.show({ accounts: [{ id: 1, name: 'x', progress: null }] } as unknown as Status);
  progress.end();
  expect(written).toEqual([]);
});
