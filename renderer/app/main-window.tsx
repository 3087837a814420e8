import { useEffect, useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { assertNever } from '../../contract/assert-never.ts';
import { MailWaits } from '../features/asking/index.ts';
import { ActivityDetail, ActivityList, RecentActivity } from '../features/activity/index.ts';
import {
  BacktestDetail,
  BacktestList,
  backtestStore,
  selectReadMistake,
  useBacktest,
} from '../features/backtest/index.ts';
import {
  MailboxList,
  messageListStore,
  SearchList,
  selectOpenMessage,
  useMessageList,
} from '../features/mailbox/index.ts';
import {
  CorrectionsList,
  DashboardPage,
  dashboardStore,
  selectReadCorrection,
  useDashboard,
} from '../features/dashboard/index.ts';
import { ModelOffer } from '../features/model/index.ts';
import { NewFoldersList, newFoldersStore, useNewFolders } from '../features/new-folders/index.ts';
import { Reader, useReaderSoon } from '../features/reader/index.ts';
import { RulesDetail, RulesList } from '../features/rules/index.ts';
import {
  GroupDetail,
  groupMailsStore,
  selectReading,
  TriageList,
  useGroupMails,
} from '../features/triage/index.ts';
import { pass } from '../lib/milestones.ts';
import { useSession } from '../lib/session.ts';
import { useText } from '../lib/words/text.ts';
import { EmptyNote } from '../ui/empty-note.tsx';
import { Layout } from './layout.tsx';
import { messageReaderActs, triageReaderActs } from './reader-acts.ts';
import type { Stores } from './stores.ts';

/** The place on screen: its list and its detail. */
export function MainWindow({ stores }: { readonly stores: Stores }) {
  const view = useSession((state) => state.view);
  useEffect(() => pass('casier:interactive'), []);
  useReaderSoon();
  switch (view.place) {
    case 'proposals':
      return <Layout list={<TriageList offer={modelOffer} />} detail={<TriageDetail stores={stores} />} />;
    case 'mailbox':
      return <Layout list={<MailboxList id={view.id} />} detail={<MessageDetail stores={stores} />} />;
    case 'search':
      return <Layout list={<SearchList />} detail={<MessageDetail stores={stores} />} />;
    case 'activity':
      return <Layout list={<ActivityList />} detail={<ActivityDetail />} />;
    case 'rules':
      return <Layout slim list={<RulesList />} detail={<TriedDetail stores={stores} />} />;
    case 'backtest':
      return <Layout list={<BacktestList />} detail={<MistakeDetail stores={stores} />} />;
    case 'dashboard':
      return <Dashboard stores={stores} />;
    case 'new-folders':
      return <Layout list={<NewFoldersList />} detail={<PileDetail stores={stores} />} />;
    default:
      return assertNever(view);
  }
}

function modelOffer(undecided: number) {
  return <ModelOffer undecided={undecided} />;
}

function TriageDetail({ stores }: { readonly stores: Stores }) {
  const mails = groupMailsStore.useApi();
  const reading = useGroupMails(useShallow(selectReading));
  const acts = useMemo(() => triageReaderActs(stores), [stores]);
  const asideActs = useMemo(() => messageReaderActs(stores, stores.messages), [stores]);
  if (reading === null) return <GroupDetail acts={stores.mailActs} />;
  const back = (): void => mails.getState().read(null);
  return <Reader id={reading.messageId} acts={acts} asideActs={asideActs} onBack={back} />;
}

function MessageDetail({ stores }: { readonly stores: Stores }) {
  const { t } = useText();
  const list = messageListStore.useApi();
  const open = useMessageList(useShallow(selectOpenMessage));
  const acts = useMemo(() => messageReaderActs(stores, list), [stores, list]);
  if (open === null) return <EmptyNote title={t('mailbox.pickTitle')} />;
  return <Reader id={open.id} acts={acts} undecided={<MailWaits id={open.id} />} />;
}

/** The figures, or the mistake that is being looked at. */
function MistakeDetail({ stores }: { readonly stores: Stores }) {
  const store = backtestStore.useApi();
  const reading = useBacktest(selectReadMistake);
  const acts = useMemo(() => messageReaderActs(stores, stores.messages), [stores]);
  if (reading === null) return <BacktestDetail />;
  return <Reader id={reading} acts={acts} onBack={() => store.getState().back()} />;
}

/** The page; or the corrections that one of its figures counts, and a mail of them. */
function Dashboard({ stores }: { readonly stores: Stores }) {
  const { t } = useText();
  const store = dashboardStore.useApi();
  const listing = useDashboard(({ listed }) => listed !== null);
  const view = useSession((state) => state.view);
  // Whoever goes to the dashboard, again or anew, wants the page.
  useEffect(() => store.getState().close(), [store, view]);
  const reading = useDashboard(selectReadCorrection);
  const acts = useMemo(() => messageReaderActs(stores, stores.messages), [stores]);
  if (!listing) return <Layout list={null} detail={<DashboardPage recent={<RecentActivity />} />} />;
  const detail =
    reading === null ? (
      <EmptyNote title={t('mailbox.pickTitle')} />
    ) : (
      <Reader id={reading} acts={acts} onBack={() => store.getState().back()} />
    );
  return <Layout list={<CorrectionsList />} detail={detail} />;
}

/** What making a folder does, or a mail that would go there. */
function PileDetail({ stores }: { readonly stores: Stores }) {
  const { t } = useText();
  const store = newFoldersStore.useApi();
  const reading = useNewFolders((state) => state.reading);
  const acts = useMemo(() => messageReaderActs(stores, stores.messages), [stores]);
  if (reading !== null) {
    return <Reader id={reading} acts={acts} onBack={() => store.getState().read(null)} />;
  }
  return (
    <EmptyNote title={t('newFolders.aboutTitle')}>
      <p>{t('newFolders.aboutBody')}</p>
    </EmptyNote>
  );
}

/** The rules; a mail that they were tried on is read in the same place. */
function TriedDetail({ stores }: { readonly stores: Stores }) {
  const acts = useMemo(() => messageReaderActs(stores, stores.messages), [stores]);
  return <RulesDetail reader={(id, back) => <Reader id={id} acts={acts} onBack={back} />} />;
}
