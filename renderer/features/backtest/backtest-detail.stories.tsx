import type { BacktestResult } from '../../../contract/backtest.ts';
import { folders, hoursAgo } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { BacktestDetail } from './lazy.tsx';

const folder = (name: string, mails: number, precision: number) => ({
  folder: name,
  mails,
  proposed: mails,
  recall: 0.9,
  precision,
  promised: Math.round(mails * 0.8),
  kept: Math.round(mails * 0.8 * precision),
  threshold: 0.9,
});

const result = (more: Partial<BacktestResult> = {}): BacktestResult => ({
  promise: 0.98,
  mails: 12_480,
  folders: 30,
  judged: 11_200,
  accuracy: 0.912,
  top3: 0.974,
  precisionAtPromise: 0.984,
  coverageAtPromise: 0.71,
  keeping: { threshold: 0.93, precision: 0.98, coverage: 0.76 },
  ece: 0.012,
  calibration: [0, 1, 2, 3, 4].map((at) => ({
    from: at / 5,
    to: (at + 1) / 5,
    mails: 400 * (at + 1),
    said: at / 5 + 0.1,
    right: Math.min(1, at / 5 + 0.13),
  })),
  msPerMail: 0.6,
  perFolder: [
    folder(folders.bills.path, 4480, 0.99),
    folder(folders.long.path, 31, 0.87),
    folder('קבלות', 12, 1),
  ],
  confusions: [
    { folder: folders.bills.path, proposed: folders.travel.path, mails: 21 },
    { folder: folders.long.path, proposed: folders.club.path, mails: 1 },
  ],
  at: hoursAgo(3),
  mistaken: 0,
  mistakes: [],
  ...more,
});
const detail = (shown: BacktestResult | null): Story => ({
  draw: () => <BacktestDetail />,
  prepare: ({ backtest }) => backtest.setState({ result: shown }),
});

export const group: StoryGroup = {
  title: 'Back-test',
  width: 620,
  stories: {
    'promise kept': detail(result()),
    'promise broken': detail(result({ precisionAtPromise: 0.95, keeping: null, confusions: [] })),
    'not run yet': detail(null),
  },
};
