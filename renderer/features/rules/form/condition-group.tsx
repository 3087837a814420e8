import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RuleCondition, RuleGroup } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { conditionsInWords } from '../summary.ts';
import { ConditionRow, RemoveButton } from './condition-row.tsx';
import styles from './form.module.css';

const KINDS = ['all', 'any', 'none'] as const satisfies readonly RuleGroup['of'][];
/** Groups within groups within groups are read here and changed as text. */
const DEEPEST = 1;

interface Props {
  readonly group: RuleGroup;
  readonly depth: number;
  readonly onChange: (group: RuleGroup) => void;
}

/** Conditions of which all, one or none must hold. */
export function ConditionGroup({ group, depth, onChange }: Props) {
  const { t } = useText();
  const put = (items: RuleCondition[]) => onChange({ ...group, items });
  const replace = (at: number, item: RuleCondition) => put(group.items.with(at, item));
  const remove = (at: number) => put(group.items.toSpliced(at, 1));
  const add = (item: RuleCondition) => put([...group.items, item]);
  const question: RuleCondition = { kind: 'text', field: 'subject', words: [] };
  return (
    <div className={styles.group} data-depth={depth} role="group" aria-label={t(`rules.of.${group.of}`)}>
      <NativeSelect
        size="xs"
        className={styles.of ?? ''}
        aria-label={t('rules.form.of')}
        data={KINDS.map((value) => ({ value, label: t(`rules.of.${value}`) }))}
        value={group.of}
        onChange={(event) => {
          const of = KINDS.find((known) => known === event.currentTarget.value);
          if (of !== undefined) onChange({ ...group, of });
        }}
      />
      {group.items.map((item, at) => (
        <Item
          key={at}
          item={item}
          depth={depth}
          onChange={(next) => replace(at, next)}
          onRemove={() => remove(at)}
          removable={group.items.length > 1}
        />
      ))}
      <div className={styles.adds}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => add(question)}
          data-testid={depth === 0 ? 'condition-add' : undefined}
        >
          {t('rules.form.addCondition')}
        </Button>
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => add({ kind: 'group', of: group.of === 'any' ? 'all' : 'any', items: [question] })}
          >
            {t('rules.form.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface ItemProps {
  readonly item: RuleCondition;
  readonly depth: number;
  readonly onChange: (item: RuleCondition) => void;
  readonly onRemove: () => void;
  readonly removable: boolean;
}

function Item({ item, depth, onChange, onRemove, removable }: ItemProps) {
  const { t, language } = useText();
  if (item.kind !== 'group') {
    return <ConditionRow test={item} onChange={onChange} onRemove={onRemove} removable={removable} />;
  }
  return (
    <div className={styles.inner}>
      {depth < DEEPEST ? (
        <ConditionGroup group={item} depth={depth + 1} onChange={onChange} />
      ) : (
        <div className={styles.deep}>
          <p>{conditionsInWords(item, { t, language })}</p>
          <p className={styles.hint}>{t('rules.form.asText')}</p>
        </div>
      )}
      <RemoveButton label={t('rules.form.removeGroup')} onClick={onRemove} disabled={!removable} />
    </div>
  );
}
