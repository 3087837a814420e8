import { Modal } from '@mantine/core';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './help.module.css';

const KEYS = [
  [['J', 'K'], 'help.step'],
  [['N', 'P'], 'help.thread'],
  [['Enter'], 'help.open'],
  [['Esc'], 'help.back'],
  [['E'], 'help.approve'],
  [['M'], 'help.move'],
  [['D'], 'help.dismiss'],
  [['Z'], 'help.snooze'],
  [['R'], 'help.read'],
  [['S'], 'help.star'],
  [['A'], 'help.archive'],
  [['Del'], 'help.trash'],
  [['X'], 'help.select'],
  [['Shift', 'J'], 'help.extend'],
  [['Ctrl', 'A'], 'help.selectAll'],
  [['U'], 'help.undo'],
  [['/'], 'help.search'],
  [['Alt', '↑'], 'help.moveRule'],
  [['Ctrl', 'S'], 'help.saveRules'],
  [['Ctrl', 'K'], 'help.palette'],
  [['?'], 'help.help'],
] as const;

/** What the keys do. */
export function LoadedHelpSheet() {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'help');
  const openSheet = useSession((state) => state.openSheet);
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={440}
      padding="xl"
    >
      <dl className={styles.keys}>
        {KEYS.map(([keys, text]) => (
          <div key={text}>
            <dt>{t(text)}</dt>
            <dd>
              {keys.map((key) => (
                <KeyHint key={key}>{key}</KeyHint>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
