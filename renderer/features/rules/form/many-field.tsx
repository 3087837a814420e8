import { TagsInput } from '@mantine/core';
import styles from './form.module.css';

interface Props {
  readonly label: string;
  /** The label is read out and not shown. */
  readonly quiet?: boolean;
  readonly placeholder?: string;
  readonly description?: string;
  readonly value: readonly string[];
  readonly choices?: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly testId?: string;
}

/** Several texts; Enter takes what is typed, and so does leaving the field. */
export function ManyField(props: Props) {
  const { label, quiet = false, value, placeholder } = props;
  return (
    <TagsInput
      size="sm"
      {...(quiet ? { 'aria-label': label } : { label })}
      {...(props.description === undefined ? {} : { description: props.description })}
      {...(value.length === 0 && placeholder !== undefined ? { placeholder } : {})}
      value={[...value]}
      data={[...new Set(props.choices)]}
      splitChars={[]}
      classNames={{ inputField: styles.typed ?? '' }}
      acceptValueOnBlur
      onChange={props.onChange}
      data-testid={props.testId}
    />
  );
}
