import { z } from 'zod';
import type { AccountId } from '../../../../../contract/ids.ts';
import { statement, type ReadableDb, type WritableDb } from '../../handles.ts';

/** What asking the model has cost. */
export interface Cost {
  readonly calls: number;
  /** Mails that got an answer, by a call of their own or shared. */
  readonly mails: number;
  readonly tokens: number;
  readonly milliseconds: number;
}

/** Adds to what a day has cost; `day` as `2026-11-21`. */
export function addCost(db: WritableDb, day: string, cost: Cost): void {
  statement<[object]>(
    db,
    `INSERT INTO asking_days (day, calls, mails, tokens, milliseconds)
     VALUES (:day, :calls, :mails, :tokens, :milliseconds)
     ON CONFLICT (day) DO UPDATE SET calls = calls + excluded.calls, mails = mails + excluded.mails,
       tokens = tokens + excluded.tokens, milliseconds = milliseconds + excluded.milliseconds`,
  ).run({ day, ...cost, milliseconds: Math.round(cost.milliseconds) });
}

const costRow = z.object({
  calls: z.number(),
  mails: z.number(),
  tokens: z.number(),
  milliseconds: z.number(),
});

/** What a day has cost. */
export function costOf(db: ReadableDb, day: string): Cost {
  const row = statement<[string]>(
    db,
    'SELECT calls, mails, tokens, milliseconds FROM asking_days WHERE day = ?',
  ).get(day);
  return row === undefined ? { calls: 0, mails: 0, tokens: 0, milliseconds: 0 } : costRow.parse(row);
}

/** What was fitted to a model and an account, as it was written; null when nothing was. */
export function readFit(db: ReadableDb, account: AccountId, model: string): unknown {
  const text = statement<[number, string]>(db, 'SELECT state FROM fits WHERE account_id = ? AND model = ?')
    .pluck()
    .get(account, model);
  return typeof text === 'string' ? JSON.parse(text) : null;
}

export function writeFit(db: WritableDb, account: AccountId, model: string, state: unknown): void {
  statement<[number, string, string]>(
    db,
    'INSERT OR REPLACE INTO fits (account_id, model, state) VALUES (?, ?, ?)',
  ).run(account, model, JSON.stringify(state));
}
