import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react';
import { useText } from '../lib/words/text.ts';
import styles from './filter-chip.module.css';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface Props {
  readonly label: string;
  readonly options: readonly Option[];
  /** The chosen option; null for none. */
  readonly value: string | null;
  readonly onPick: (value: string | null) => void;
  readonly testId: string;
}

/** One condition of a list, quiet until it is set: a menu to choose from, and a cross to be rid of it. */
export function FilterChip({ label, options, value, onPick, testId }: Props) {
  const { t } = useText();
  const chosen = options.find((option) => option.value === value);
  return (
    <span className={styles.chip} data-set={value !== null}>
      <Menu
        position="bottom-start"
        shadow="md"
        transitionProps={{ duration: 80 }}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <UnstyledButton className={styles.name} data-testid={testId}>
            <span className={styles.words}>{chosen === undefined ? label : chosen.label}</span>
            {value === null && <IconChevronDown size={13} aria-hidden="true" />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {options.map((option) => (
            <Menu.Item
              key={option.value}
              rightSection={option.value === value && <IconCheck size={14} aria-hidden="true" />}
              onClick={() => onPick(option.value)}
            >
              {option.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {value !== null && (
        <UnstyledButton
          className={styles.clear}
          aria-label={t('filter.clear', { name: label })}
          onClick={() => onPick(null)}
        >
          <IconX size={13} aria-hidden="true" />
        </UnstyledButton>
      )}
    </span>
  );
}

/** A condition that is on or off. */
export function FilterToggle(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly testId: string;
}) {
  return (
    <span className={styles.chip} data-set={props.on}>
      <UnstyledButton
        className={styles.name}
        aria-pressed={props.on}
        onClick={() => props.onChange(!props.on)}
        data-testid={props.testId}
      >
        {props.label}
      </UnstyledButton>
    </span>
  );
}
