import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { minuteOf, timeOf } from './minutes.ts';
import styles from './notifications.module.css';

interface Props {
  readonly label: string;
  /** Since midnight. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

/** A time of day, in the browser's own field; taken over when it is whole and the person has left the field. */
export function TimeField({ label, minute, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  function take(): void {
    const next = typed === null ? null : minuteOf(typed);
    setTyped(null);
    if (next !== null && next !== minute) onChange(next);
  }
  return (
    <TextInput
      type="time"
      size="xs"
      className={styles.time ?? ''}
      aria-label={label}
      value={typed ?? timeOf(minute)}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
