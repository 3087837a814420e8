import { memo, useState } from 'react';
import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useText } from '../../../lib/words/text.ts';
import styles from './search.module.css';

/** Operators in the order in which they help most; each has its own example in each language. */
const rows = [
  ...['from', 'to', 'subject', 'in', 'has', 'filename', 'is', 'after', 'older', 'larger', 'list'],
  ...['account', 'not', 'either', 'phrase'],
] as const;

/** The operators, each with an example that can be taken over. */
export const SearchHelp = memo(function SearchHelp({
  onTake,
}: {
  readonly onTake: (example: string) => void;
}) {
  const { t } = useText();
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      width={380}
      radius="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Tooltip label={t('search.help.title')} disabled={opened}>
          <ActionIcon
            size={30}
            onClick={() => setOpened(!opened)}
            aria-label={t('search.help.title')}
            data-testid="search-help"
          >
            <IconHelpCircle size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.help ?? ''}>
        <ul className={styles.helpRows} aria-label={t('search.help.title')}>
          {rows.map((row) => (
            <li key={row}>
              <button
                type="button"
                onClick={() => {
                  setOpened(false);
                  onTake(t(`search.help.${row}.example`));
                }}
              >
                <code>{t(`search.help.${row}.example`)}</code>
                <span>{t(`search.help.${row}.text`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
});
