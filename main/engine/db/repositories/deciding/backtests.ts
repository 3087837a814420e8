import { z } from 'zod';
import {
  backtestMeasures,
  type BacktestMeasures,
  type BacktestMistake,
  type BacktestResult,
} from '../../../../../contract/backtest.ts';
import { messageId, type AccountId } from '../../../../../contract/ids.ts';
import { statement, transaction, type ReadableDb, type WritableDb } from '../../handles.ts';

/** A mistake as it is kept: what the mail is called is read with it. */
export type KeptMistake = Pick<
  BacktestMistake,
  'messageId' | 'folder' | 'proposed' | 'probability' | 'filed'
>;

export interface KeptBacktest {
  readonly at: number;
  readonly measures: BacktestMeasures;
  readonly mistaken: number;
  readonly mistakes: readonly KeptMistake[];
}

/** Keeps an account's back-test in the place of the one before. Mails and accounts that are gone by now are left out. */
export function saveBacktest(db: WritableDb, account: AccountId, kept: KeptBacktest): void {
  transaction(db, () => {
    statement<[number]>(db, 'DELETE FROM backtests WHERE account_id = ?').run(account);
    const { changes } = statement<[object]>(
      db,
      `INSERT INTO backtests (account_id, at, measures, mistaken)
       SELECT id, :at, :measures, :mistaken FROM accounts WHERE id = :account`,
    ).run({ account, at: kept.at, measures: JSON.stringify(kept.measures), mistaken: kept.mistaken });
    if (changes === 0) return;
    const insert = statement<[object]>(
      db,
      `INSERT INTO backtest_mistakes (account_id, message_id, folder, proposed, probability, filed)
       SELECT :account, id, :folder, :proposed, :probability, :filed FROM messages WHERE id = :messageId`,
    );
    for (const mistake of kept.mistakes) insert.run({ account, ...mistake, filed: mistake.filed ? 1 : 0 });
  });
}

const backtestRow = z.object({ at: z.number(), measures: z.string(), mistaken: z.number() });
const mistakeRow = z
  .object({
    messageId,
    folder: z.string(),
    proposed: z.string(),
    probability: z.number(),
    filed: z.number(),
    fromName: z.string(),
    fromAddress: z.string(),
    subject: z.string(),
    date: z.number(),
  })
  .transform(({ fromName, fromAddress, filed, ...rest }): BacktestMistake => ({
    ...rest,
    filed: filed === 1,
    sender: { name: fromName, address: fromAddress },
  }));

/** The last back-test of an account, the surest mistakes first; null when there was none, or one of another version. */
export function findBacktest(db: ReadableDb, account: AccountId): BacktestResult | null {
  const found = statement<[number]>(
    db,
    'SELECT at, measures, mistaken FROM backtests WHERE account_id = ?',
  ).get(account);
  if (found === undefined) return null;
  const row = backtestRow.parse(found);
  const measures = backtestMeasures.safeParse(JSON.parse(row.measures));
  if (!measures.success) return null;
  const mistakes = statement<[number]>(
    db,
    `SELECT b.message_id AS messageId, b.folder, b.proposed, b.probability, b.filed, m.from_name AS fromName,
       m.from_address AS fromAddress, m.subject, m.date
     FROM backtest_mistakes b JOIN messages m ON m.id = b.message_id
     WHERE b.account_id = ? ORDER BY b.filed DESC, b.probability DESC, b.message_id`,
  ).all(account);
  return {
    ...measures.data,
    at: row.at,
    mistaken: row.mistaken,
    mistakes: z.array(mistakeRow).parse(mistakes),
  };
}
