import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconChartBar,
  IconHistory,
  IconLayoutSidebar,
  IconListCheck,
  IconPlayerTrackPrev,
  IconSearch,
  IconSettings,
  IconSparkles,
} from '@tabler/icons-react';
import { formatNumber } from '../../lib/words/format.ts';
import { selectAccounts, useSession, type View } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { AccountPlaces } from './account-places.tsx';
import { PlaceButton } from './place-button.tsx';
import styles from './places.module.css';

/** The first column: where the person can go. Folded, only the signs are left. */
export function Places() {
  const { t, language } = useText();
  const view = useSession((state) => state.view);
  const go = useSession((state) => state.go);
  const folded = useSession((state) => state.placesFolded);
  const foldPlaces = useSession((state) => state.foldPlaces);
  const openSheet = useSession((state) => state.openSheet);
  const waiting = useSession((state) => state.status?.waiting ?? 0);
  const accounts = useSession(selectAccounts);
  const at = (place: View['place']) => view.place === place;
  return (
    <nav className={styles.places} data-folded={folded} aria-label={t('place.label')}>
      <div className={styles.top}>
        {!folded && <span className={styles.brand}>{t('app.name')}</span>}
        <Tooltip label={folded ? t('place.unfold') : t('place.fold')} position="right">
          <ActionIcon
            onClick={() => foldPlaces(!folded)}
            aria-label={folded ? t('place.unfold') : t('place.fold')}
          >
            <IconLayoutSidebar size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={styles.scroll}>
        <PlaceButton
          icon={<IconSparkles size={17} />}
          label={t('place.proposals')}
          count={waiting === 0 ? '' : formatNumber(waiting, language)}
          countLabel={t('place.waiting', { count: waiting })}
          strong
          current={at('proposals')}
          folded={folded}
          onClick={() => go({ place: 'proposals' })}
          testId="place-proposals"
        />
        <PlaceButton
          icon={<IconHistory size={17} />}
          label={t('place.activity')}
          current={at('activity')}
          folded={folded}
          onClick={() => go({ place: 'activity' })}
          testId="place-activity"
        />
        <PlaceButton
          icon={<IconChartBar size={17} />}
          label={t('place.dashboard')}
          current={at('dashboard')}
          folded={folded}
          onClick={() => go({ place: 'dashboard' })}
          testId="place-dashboard"
        />
        <PlaceButton
          icon={<IconPlayerTrackPrev size={17} />}
          label={t('place.backtest')}
          current={at('backtest')}
          folded={folded}
          onClick={() => go({ place: 'backtest' })}
          testId="place-backtest"
        />
        <PlaceButton
          icon={<IconSearch size={17} />}
          label={t('place.search')}
          current={at('search')}
          folded={folded}
          onClick={() => go({ place: 'search' })}
          testId="place-search"
        />
        <PlaceButton
          icon={<IconListCheck size={17} />}
          label={t('rules.title')}
          current={at('rules')}
          folded={folded}
          onClick={() => go({ place: 'rules' })}
          testId="place-rules"
        />
        {accounts.map((account) => (
          <AccountPlaces key={account.id} account={account} folded={folded} />
        ))}
      </div>
      <PlaceButton
        icon={<IconSettings size={17} />}
        label={t('settings.title')}
        current={false}
        folded={folded}
        onClick={() => openSheet('settings', 'general')}
        testId="place-settings"
      />
    </nav>
  );
}
