import { assertNever } from '../../../contract/assert-never.ts';
import type { BacktestFolder } from '../../../contract/backtest.ts';

export const COLUMNS = ['folder', 'mails', 'recall', 'precision', 'promised', 'kept', 'threshold'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** What stands in a column; null where there is nothing to say. Shares are 0 to 1. */
export function valueOf(folder: BacktestFolder, column: Column): string | number | null {
  switch (column) {
    case 'folder':
      return folder.folder;
    case 'mails':
      return folder.mails;
    case 'recall':
      return folder.mails === 0 ? null : folder.recall;
    case 'precision':
      return folder.proposed === 0 ? null : folder.precision;
    case 'promised':
      return folder.promised;
    case 'kept':
      return folder.promised === 0 ? null : folder.kept / folder.promised;
    case 'threshold':
      return folder.threshold;
    default:
      return assertNever(column);
  }
}

/** The folders in the order of a column; those without a value stand last, and equals by their mails. */
export function sortFolders(
  folders: readonly BacktestFolder[],
  { by, down }: Order,
  language: string,
): BacktestFolder[] {
  const compare = (a: BacktestFolder, b: BacktestFolder): number => {
    const [left, right] = [valueOf(a, by), valueOf(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const ascending =
      typeof left === 'string' || typeof right === 'string'
        ? String(left).localeCompare(String(right), language)
        : left - right;
    return down ? -ascending : ascending;
  };
  return folders.toSorted((a, b) => compare(a, b) || b.mails - a.mails);
}
