import { Button } from '@mantine/core';
import { COMMAND_GROUPS, COMMAND_IDS, entryOf, type CommandId } from '../../lib/keys/commands.ts';
import { withKey } from '../../lib/keys/key-map.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ShortcutLine } from './shortcut-line.tsx';
import styles from './shortcuts.module.css';

/** All keys with what they do; each can be changed, and put back. */
export function LoadedShortcutsPanel() {
  const { t } = useText();
  const changes = useSession((state) => state.settings.shortcuts);
  const setSettings = useSession((state) => state.setSettings);
  const put = (id: CommandId, chord: string) =>
    void setSettings({ shortcuts: { ...withKey(changes, id, chord) } });
  return (
    <div className={styles.panel} data-testid="shortcuts-panel">
      <div className={styles.top}>
        <p className={styles.lead}>{t('keys.lead')}</p>
        <Button
          variant="default"
          size="xs"
          disabled={Object.keys(changes).length === 0}
          onClick={() => void setSettings({ shortcuts: {} })}
          flex="none"
          data-testid="reset-keys"
        >
          {t('keys.resetAll')}
        </Button>
      </div>
      {COMMAND_GROUPS.map((group) => (
        <section key={group}>
          <h3 className={styles.heading}>{t(`keys.group.${group}`)}</h3>
          <ul className={styles.lines}>
            {COMMAND_IDS.filter((id) => entryOf(id).group === group).map((id) => (
              <ShortcutLine key={id} id={id} changes={changes} onChange={(chord) => put(id, chord)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
