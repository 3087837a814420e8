import { Button, Modal } from '@mantine/core';
import { COMMAND_GROUPS, COMMAND_IDS, entryOf } from '../../lib/keys/commands.ts';
import { chordName } from '../../lib/keys/chords.ts';
import { allKeysOf, keyOf } from '../../lib/keys/key-map.ts';
import { useNameKey } from '../../lib/keys/key-names.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { Chord } from '../../ui/chord.tsx';
import styles from './help.module.css';

/** Keys that belong to one list or editor, and are not to be changed. */
const OWN = [
  { text: 'help.extend', chord: 'Shift+j', group: 'list' },
  { text: 'help.moveRule', chord: 'Alt+ArrowUp', group: 'reading' },
  { text: 'help.saveRules', chord: 'Ctrl+s', group: 'reading' },
] as const;

/** What the keys do. */
export function LoadedHelpSheet() {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'help');
  const openSheet = useSession((state) => state.openSheet);
  const changes = useSession((state) => state.settings.shortcuts);
  const extend = `Shift+${keyOf('next', changes)}`;
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={820}
    >
      <div className={styles.groups}>
        {COMMAND_GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3 className={styles.heading}>{t(`keys.group.${group}`)}</h3>
            <dl className={styles.keys}>
              {COMMAND_IDS.filter((id) => entryOf(id).group === group).map((id) => (
                <Line key={id} text={t(`keys.command.${id}`)} chords={allKeysOf(id, changes).slice(0, 2)} />
              ))}
              {OWN.filter((own) => own.group === group).map(({ text, chord }) => (
                <Line key={text} text={t(text)} chords={[text === 'help.extend' ? extend : chord]} />
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Button
        variant="default"
        size="xs"
        mt="md"
        onClick={() => openSheet('settings', 'shortcuts')}
        data-testid="change-keys"
      >
        {t('keys.change')}
      </Button>
    </Modal>
  );
}

function Line({ text, chords }: { readonly text: string; readonly chords: readonly string[] }) {
  const nameKey = useNameKey();
  return (
    <div>
      <dt>{text}</dt>
      <dd>
        <span className="heard-only">{chords.map((chord) => chordName(chord, nameKey)).join(', ')}</span>
        {chords.map((chord) => (
          <Chord key={chord} chord={chord} />
        ))}
      </dd>
    </div>
  );
}
