import type { Migration } from './index.ts';

/** The last back-test of each account. */
export const backtests: Migration = {
  version: 130,
  name: 'backtests',
  sql: `
CREATE TABLE backtests (
  account_id INTEGER PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
  at INTEGER NOT NULL,
  measures TEXT NOT NULL,             -- JSON: BacktestMeasures
  mistaken INTEGER NOT NULL           -- mistakes in all
) STRICT;

CREATE TABLE backtest_mistakes (
  account_id INTEGER NOT NULL REFERENCES backtests ON DELETE CASCADE,
  message_id INTEGER NOT NULL REFERENCES messages ON DELETE CASCADE,
  folder TEXT NOT NULL,               -- where the mail was
  proposed TEXT NOT NULL,
  probability REAL NOT NULL,
  filed INTEGER NOT NULL,             -- 1: sure enough for the promise
  PRIMARY KEY (account_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX backtest_mistakes_by_message ON backtest_mistakes (message_id);
`,
};
