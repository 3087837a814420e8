import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RuleForm } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { useRules, type Chosen } from '../rules-state.ts';
import styles from './list.module.css';

interface Props {
  readonly at: Exclude<Chosen, null>;
  readonly form: RuleForm | null;
  readonly last: number;
  readonly name: string;
}

const SIZE = 15;

/** What can be done with a rule; seen under the pointer and on the chosen one. */
export function RowActions({ at, form, last, name }: Props) {
  const { t } = useText();
  const { move, duplicate, remove, dropNew, choose } = useRules((state) => state);
  const button = (key: string, label: string, icon: ReactNode, run: () => void, disabled = false) => (
    <Tooltip label={label} key={key}>
      <ActionIcon
        size={26}
        disabled={disabled}
        aria-label={`${label}: ${name}`}
        onClick={run}
        data-testid={`rule-${key}`}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
  const shift = (index: number, by: number) => {
    choose(index);
    void move(index, index + by);
  };
  return (
    <div role="gridcell" className={styles.actions} onClick={(event) => event.stopPropagation()}>
      {at === 'new' ? (
        button('drop', t('rules.act.remove'), <IconTrash size={SIZE} />, dropNew)
      ) : (
        <>
          {button('up', t('rules.act.up'), <IconArrowUp size={SIZE} />, () => shift(at, -1), at === 0)}
          {button(
            'down',
            t('rules.act.down'),
            <IconArrowDown size={SIZE} />,
            () => shift(at, 1),
            at === last,
          )}
          {form !== null &&
            button('copy', t('rules.act.copy'), <IconCopy size={SIZE} />, () => {
              void duplicate(at, t('rules.copyName', { name: form.name }));
            })}
          {button('remove', t('rules.act.remove'), <IconTrash size={SIZE} />, () => void remove(at))}
        </>
      )}
    </div>
  );
}
