import { Button } from '@mantine/core';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import styles from './notifications.module.css';
import type { VipGroup } from './use-vip-groups.ts';

/** Rules that make VIPs of all whose mail they match, each with the way to it. */
export function VipGroups({ groups }: { readonly groups: readonly VipGroup[] }) {
  const { t } = useText();
  const openSheet = useSession((state) => state.openSheet);
  const go = useSession((state) => state.go);
  if (groups.length === 0) return null;
  return (
    <>
      <h4 className={styles.groups}>{t('notify.vipGroups')}</h4>
      <ul className={styles.people} data-testid="vip-groups">
        {groups.map((group) => (
          <li key={group.index} className={styles.person}>
            <span className={styles.name}>{group.name}</span>
            <span className={styles.spring} />
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-label={t('notify.showRule', { rule: group.name })}
              onClick={() => {
                openSheet(null);
                go({ place: 'rules' });
              }}
            >
              {t('action.show')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
