import { UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { AskingItem } from '../features/asking/index.ts';
import { ImportItem } from '../features/imports/index.ts';
import { EngineBanner, StatusBar } from '../features/status/index.ts';
import { Places } from '../features/places/index.ts';
import { useSession } from '../lib/session.ts';
import { useText } from '../lib/words/text.ts';
import styles from './layout.module.css';
import { useSlide } from './use-slide.ts';

interface Props {
  /** Null: the place is one page, and has the room of both columns. */
  readonly list: ReactNode | null;
  readonly detail: ReactNode;
  /** A list that needs little room, for a detail that needs much. */
  readonly slim?: boolean;
}

/** Three columns and the status bar. The first folds by itself where the window is narrow. */
export function Layout({ list, detail, slim = false }: Props) {
  const foldPlaces = useSession((state) => state.foldPlaces);
  const narrow = useMediaQuery('(max-width: 1180px)', false);
  useEffect(() => foldPlaces(narrow), [foldPlaces, narrow]);
  const { columns, toList } = useSlide();
  const { t } = useText();
  return (
    <div className={styles.window}>
      <EngineBanner />
      <div ref={columns} className={styles.columns} data-slim={slim} data-page={list === null}>
        <Places />
        {list !== null && (
          <div className={styles.list} data-column="list">
            {list}
          </div>
        )}
        <main className={styles.detail} data-column="detail">
          {list !== null && (
            <UnstyledButton className={styles.toList ?? ''} onClick={toList} data-testid="to-list">
              <IconArrowLeft size={15} aria-hidden="true" />
              {t('action.toList')}
            </UnstyledButton>
          )}
          {detail}
        </main>
      </div>
      <StatusBar>
        <ImportItem />
        <AskingItem />
      </StatusBar>
    </div>
  );
}
