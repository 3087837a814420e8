import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconDots } from '@tabler/icons-react';
import type { ActivityDay } from '../../../contract/activity.ts';
import { useNow } from '../../lib/now.tsx';
import { dayName } from '../../lib/words/format.ts';
import { useText } from '../../lib/words/text.ts';
import { useActivity } from './activity-slice.ts';
import styles from './activity.module.css';

/** A day's name, and the way to take all of it back. What is filtered out is not meant. */
export function DayHeading({ day, index }: { readonly day: ActivityDay; readonly index: number }) {
  const now = useNow();
  const { t, language } = useText();
  const filter = useActivity((state) => state.filter);
  const askMany = useActivity((state) => state.askMany);
  const name = dayName(day.since, now, language);
  const meant = { ...filter, since: day.since, until: day.until };
  return (
    <div role="row" aria-rowindex={index + 1} className={styles.day} data-testid="day-heading">
      <h2 role="gridcell" className={styles.dayName}>
        {name}
      </h2>
      <div role="gridcell">
        <Menu
          position="bottom-end"
          shadow="md"
          transitionProps={{ duration: 80 }}
          withInitialFocusPlaceholder={false}
        >
          <Menu.Target>
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={t('activity.dayActs', { day: name })}
              data-testid="day-menu"
            >
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
              onClick={() => void askMany(meant, 'undo')}
              data-testid="undo-day"
            >
              {t('activity.undoDay')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconArrowForwardUp size={16} aria-hidden="true" />}
              onClick={() => void askMany(meant, 'redo')}
              data-testid="redo-day"
            >
              {t('activity.redoDay')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}
