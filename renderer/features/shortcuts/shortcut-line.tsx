import { Button, UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { chordName, chordOf } from '../../lib/keys/chords.ts';
import { entryOf, type CommandId } from '../../lib/keys/commands.ts';
import { conflictOf, keyOf, type KeyChanges } from '../../lib/keys/key-map.ts';
import { useNameKey } from '../../lib/keys/key-names.ts';
import { useText } from '../../lib/words/text.ts';
import { Chord } from '../../ui/chord.tsx';
import styles from './shortcuts.module.css';

interface Props {
  readonly id: CommandId;
  readonly changes: KeyChanges;
  readonly onChange: (chord: string) => void;
}

/** One command and its key. Pressed, the key waits for another; what another command has is refused and named. */
export function ShortcutLine({ id, changes, onChange }: Props) {
  const { t } = useText();
  const nameKey = useNameKey();
  const [recording, record] = useState(false);
  const [refused, refuse] = useState<{ chord: string; by: CommandId } | null>(null);
  const chord = keyOf(id, changes);
  const usual = entryOf(id).key;
  const [prefix, second] = usual.split(' ');
  const name = t(`keys.command.${id}`);

  function take(event: KeyboardEvent): void {
    if (!recording || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const pressed = chordOf(event);
    if (pressed === null) return;
    record(false);
    if (pressed === 'Escape') return;
    const wanted = second === undefined ? pressed : `${prefix} ${pressed}`;
    const by = conflictOf(id, wanted, changes);
    refuse(by === null ? null : { chord: wanted, by });
    if (by === null) onChange(wanted);
  }

  return (
    <li className={styles.line}>
      <span className={styles.name}>{name}</span>
      {chord !== usual && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-label={t('keys.resetOne', { name })}
          onClick={() => {
            refuse(null);
            onChange(usual);
          }}
        >
          {t('keys.reset')}
        </Button>
      )}
      {(entryOf(id).also ?? []).map((other) => (
        <span key={other} className={styles.also} title={t('keys.also')}>
          <Chord chord={other} />
        </span>
      ))}
      <UnstyledButton
        className={styles.key}
        data-recording={recording}
        data-mantine-stop-propagation={recording}
        data-testid={`key-${id}`}
        aria-label={
          recording
            ? t('keys.recordingOf', { name })
            : t('keys.changeOf', { name, key: chordName(chord, nameKey) })
        }
        onClick={() => {
          refuse(null);
          record(true);
        }}
        onBlur={() => record(false)}
        onKeyDown={take}
      >
        {recording ? t('keys.recording') : <Chord chord={chord} />}
      </UnstyledButton>
      {refused !== null && (
        <p className={styles.conflict} role="alert">
          {t('keys.conflict', {
            key: chordName(refused.chord, nameKey),
            name: t(`keys.command.${refused.by}`),
          })}
        </p>
      )}
    </li>
  );
}
