import { Table, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { BacktestFolder } from '../../../contract/backtest.ts';
import { shownPath } from '../../lib/words/folders.ts';
import { formatNumber, formatShare } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { COLUMNS, sortFolders, valueOf, type Column, type Order } from './folder-order.ts';
import styles from './backtest.module.css';

interface Props {
  readonly folders: readonly BacktestFolder[];
  readonly promise: number;
}

/** Each folder by itself; a click on a head puts them in its order. */
export function FolderTable({ folders, promise }: Props) {
  const { t, language } = useText();
  const [order, setOrder] = useState<Order>({ by: 'mails', down: true });
  const choose = (by: Column) =>
    setOrder(order.by === by ? { by, down: !order.down } : { by, down: by !== 'folder' });
  return (
    <>
      <h2 className={styles.heading}>{t('backtest.perFolder')}</h2>
      <p className={styles.explain}>
        {t('backtest.perFolderHint', { promise: formatShare(promise, language) })}
      </p>
      <Table className={styles.table} data-testid="backtest-folders" withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th
                key={column}
                aria-sort={order.by !== column ? 'none' : order.down ? 'descending' : 'ascending'}
              >
                <UnstyledButton
                  className={styles.sort}
                  onClick={() => choose(column)}
                  data-testid={`sort-${column}`}
                >
                  {t(`backtest.column.${column}`)}
                  {order.by === column &&
                    (order.down ? (
                      <IconChevronDown size={12} className={styles.sign} aria-hidden="true" />
                    ) : (
                      <IconChevronUp size={12} className={styles.sign} aria-hidden="true" />
                    ))}
                </UnstyledButton>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sortFolders(folders, order, language).map((folder) => (
            <Table.Tr key={folder.folder}>
              <Table.Td title={shownPath(folder.folder)}>{shownPath(folder.folder)}</Table.Td>
              {COLUMNS.slice(1).map((column) => (
                <Table.Td key={column}>{shown(folder, column, language)}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function shown(folder: BacktestFolder, column: Column, language: string): string {
  const value = valueOf(folder, column);
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  return column === 'mails' || column === 'promised'
    ? formatNumber(value, language)
    : formatShare(value, language);
}
