import { describe, expect, it } from 'vitest';
import type { MailboxId } from '../../../../contract/ids.ts';
import { backtest, replay, type FiledMail } from './replay.ts';
import { PromiseKeeper, wilsonLowerBound } from '../promise.ts';
import { makeMail } from '../testing/mails.ts';
import { absurdInTheMiddle, inTimeOrder } from './time-order.ts';

const DAY = 86_400_000;

/** Ten senders, each with a folder; every 10th mail goes to a folder that its sender does not tell. */
function history(mails: number): FiledMail[] {
  return Array.from({ length: mails }, (_, at) => {
    const sender = at % 10;
    const mailbox = (at % 10 === 9 ? (Math.floor(at / 10) % 9) + 1 : sender + 1) as MailboxId;
    const from = { name: `Sender ${sender}`, address: `s${sender}@example.org` };
    return { mail: makeMail({ from, subject: `News ${at}`, date: Date.UTC(2020, 0) + at * DAY }), mailbox };
  });
}

describe('backtest', () => {
  it('measures every judged mail once, online', () => {
    const report = backtest(history(400), { protocol: 'online', name: 'me', folderName: (id) => `F${id}` });
    expect(report).toMatchObject({
      mailbox: 'me',
      mails: 400,
      folders: 9,
      protocol: 'online',
      promise: 0.95,
      judged: 300,
    });
    expect(report.accuracy).toBeGreaterThan(0.88);
    expect(report.accuracy).toBeLessThan(0.95);
    expect(report.top3).toBeGreaterThanOrEqual(report.accuracy);
    expect(report.perFolder.reduce((sum, { mails }) => sum + mails, 0)).toBe(300);
    const mistakes = Math.round(300 * (1 - report.accuracy));
    expect(report.confusions.reduce((sum, { mails }) => sum + mails, 0)).toBeLessThanOrEqual(mistakes);
    expect(report.precisionAtPromise).toBeGreaterThan(0.93);
  });

  it('counts a mail of a folder never seen as an error online, and leaves it out of steps', () => {
    const mails = history(300);
    const last = mails.map((filed, at) =>
      at >= 250 ? { ...filed, mailbox: (100 + at) as MailboxId } : filed,
    );
    expect(backtest(last, { protocol: 'online' }).judged).toBe(200);
    expect(backtest(last, { protocol: 'online' }).accuracy).toBeLessThan(0.75);
    const step = backtest(last, { protocol: 'step', step: 100 });
    expect(step.judged).toBe(150);
    expect(step.accuracy).toBeGreaterThan(0.85);
  });

  it('gives the same when it is taken step by step, with every judged mail once', () => {
    const mails = history(300);
    const folders = new Map(
      mails.map(({ mailbox }) => [mailbox, { path: `F${mailbox}`, name: `F${mailbox}` }]),
    );
    const options = { protocol: 'online', folderName: (id: MailboxId) => `F${id}` } as const;
    const steps = replay(mails.values(), folders, options);
    const judged = new Set<FiledMail>();
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        expect(value).toEqual(backtest(mails, options));
        break;
      }
      if (value) judged.add(value.filed);
    }
    expect(judged).toEqual(new Set(mails.slice(100)));
  });

  it('tells the threshold that would have kept the promise, looking back', () => {
    const report = backtest(history(400), { protocol: 'online', promise: 0.99 });
    expect(report.keeping!.precision).toBeGreaterThanOrEqual(0.99);
    expect(report.keeping!.coverage).toBeLessThan(1);
    expect(report.keeping!.threshold).toBeGreaterThan(0);
    const mails = report.calibration.reduce((sum, bin) => sum + bin.mails, 0);
    expect(mails).toBe(report.judged);
  });

  it('puts mails with absurd dates at the median', () => {
    const dates = [Date.UTC(2001, 0), Date.UTC(1, 0) - 1e14, Date.UTC(2003, 0), Date.UTC(2002, 0)];
    const mails = dates.map((date, at) => ({ mail: makeMail({ date }), mailbox: (at + 1) as MailboxId }));
    expect(inTimeOrder(mails).map(({ mailbox }) => mailbox)).toEqual([1, 2, 4, 3]);
    const ordered = dates.toSorted((a, b) => a - b).map((date) => ({ date }));
    expect(absurdInTheMiddle(ordered)).toEqual([1, 0, 2, 3].map((at) => ordered[at]));
  });
});

describe('PromiseKeeper', () => {
  it('raises the threshold until the promise holds, and lowers it when more may be answered', () => {
    const keeper = new PromiseKeeper(0.95);
    for (let n = 0; n < 600; n++) {
      keeper.observe(0.99, true);
      keeper.observe(0.96, n % 2 === 0);
    }
    expect(keeper.threshold).toBeGreaterThan(0.96);
    for (let n = 0; n < 600; n++) keeper.observe(0.8, true);
    expect(keeper.threshold).toBeLessThan(0.9);
  });

  it('computes Wilson bounds', () => {
    expect(wilsonLowerBound(0, 0, 1.96)).toBe(0);
    expect(wilsonLowerBound(95, 100, 1.96)).toBeCloseTo(0.8882, 3);
    expect(wilsonLowerBound(10, 10, 1.96)).toBeCloseTo(0.7225, 3);
  });
});
