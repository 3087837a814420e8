import { expect, it } from 'vitest';
import type { BacktestFolder } from '../../../contract/backtest.ts';
import { sortFolders } from './folder-order.ts';

function folder(name: string, change: Partial<BacktestFolder>): BacktestFolder {
  const nothing = { mails: 0, proposed: 0, recall: 0, precision: 0, promised: 0, kept: 0, threshold: null };
  return { folder: name, ...nothing, ...change };
}

const folders = [
  folder('Émile', { mails: 5, proposed: 4, precision: 0.5 }),
  folder('Factures', { mails: 50, proposed: 40, precision: 0.9, promised: 10, kept: 9 }),
  folder('Zoé', { mails: 9 }),
  folder('Banque', { mails: 5, proposed: 5, precision: 1, promised: 4, kept: 4 }),
];
const names = (by: Parameters<typeof sortFolders>[1]) =>
  sortFolders(folders, by, 'fr').map(({ folder }) => folder);

it('puts folders in the order of a column, accents where they belong, those without a value last', () => {
  expect(names({ by: 'folder', down: false })).toEqual(['Banque', 'Émile', 'Factures', 'Zoé']);
  expect(names({ by: 'mails', down: true })).toEqual(['Factures', 'Zoé', 'Émile', 'Banque']);
  expect(names({ by: 'precision', down: false })).toEqual(['Émile', 'Factures', 'Banque', 'Zoé']);
  expect(names({ by: 'precision', down: true })).toEqual(['Banque', 'Factures', 'Émile', 'Zoé']);
  expect(names({ by: 'kept', down: true })).toEqual(['Banque', 'Factures', 'Zoé', 'Émile']);
});
