import { COMMAND_IDS, type CommandId } from '../../lib/keys/commands.ts';
import { keysOf } from '../../lib/keys/chords.ts';
import { keyOf } from '../../lib/keys/key-map.ts';
import { useNameKey } from '../../lib/keys/key-names.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './shortcuts.module.css';

/** While the second of two keys is waited for: what it can be. */
export function GoHint() {
  const { t } = useText();
  const nameKey = useNameKey();
  const awaiting = useSession((state) => state.awaiting);
  const changes = useSession((state) => state.settings.shortcuts);
  if (awaiting === null) return null;
  const offered = COMMAND_IDS.filter(goes).flatMap((id) => {
    const [first, second] = keyOf(id, changes).split(' ');
    return first === awaiting && second !== undefined ? [{ id, second }] : [];
  });
  return (
    <div className={styles.hint} role="status" data-testid="go-hint">
      <span className={styles.hintHead}>{t('keys.goTo')}</span>
      <ul className={styles.hintList}>
        {offered.map(({ id, second }) => (
          <li key={id}>
            <KeyHint>{keysOf(second, nameKey).join('+')}</KeyHint>
            {t(`keys.short.${id}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function goes(id: CommandId): id is Extract<CommandId, `go-${string}`> {
  return id.startsWith('go-');
}
