import type { StoreApi } from 'zustand';
import { createActivity, type ActivityState } from '../features/activity/index.ts';
import { createBacktest, type BacktestState } from '../features/backtest/index.ts';
import { createAddAccount, type AddAccountState } from '../features/accounts/index.ts';
import { createAsking, type Asking } from '../features/asking/index.ts';
import { createDashboard, type DashboardState } from '../features/dashboard/index.ts';
import { createImports, type ImportsState } from '../features/imports/index.ts';
import { createPicker } from '../features/folder-picker/index.ts';
import {
  createMessageList,
  createSearch,
  type MessageList,
  type SearchState,
} from '../features/mailbox/index.ts';
import { createModels, type ModelsState } from '../features/model/index.ts';
import { createNewFolders, type NewFoldersState } from '../features/new-folders/index.ts';
import {
  createExplain,
  createReader,
  type ExplainState,
  type ReaderState,
} from '../features/reader/index.ts';
import { createRulesStores, type RulesStores } from '../features/rules/index.ts';
import { createSnooze } from '../features/snooze/index.ts';
import { createTryIt, type TryItState } from '../features/try-it/index.ts';
import {
  createGroupMails,
  createGroups,
  createMailActs,
  type GroupMails,
  type GroupsState,
  type MailActs,
} from '../features/triage/index.ts';
import { createTrust, type TrustState } from '../features/trust/index.ts';
import type { Client } from '../lib/bridge.ts';
import { createFiling, type Tell } from '../lib/acts/filing.ts';
import type { Services } from '../lib/services.tsx';
import { createSession, type Session } from '../lib/session.ts';

/** Every store of the window, and the services they share. */
export interface Stores {
  readonly session: StoreApi<Session>;
  readonly services: Services;
  readonly picker: ReturnType<typeof createPicker>;
  readonly snooze: ReturnType<typeof createSnooze>;
  readonly groups: StoreApi<GroupsState>;
  readonly groupMails: StoreApi<GroupMails>;
  readonly mailActs: MailActs;
  readonly reader: StoreApi<ReaderState>;
  readonly explain: StoreApi<ExplainState>;
  readonly newFolders: StoreApi<NewFoldersState>;
  readonly messages: StoreApi<MessageList>;
  readonly search: StoreApi<SearchState>;
  readonly activity: StoreApi<ActivityState>;
  readonly backtest: StoreApi<BacktestState>;
  readonly tryIt: StoreApi<TryItState>;
  readonly addAccount: StoreApi<AddAccountState>;
  readonly imports: StoreApi<ImportsState>;
  readonly rules: RulesStores;
  readonly trust: StoreApi<TrustState>;
  readonly models: StoreApi<ModelsState>;
  readonly asking: StoreApi<Asking>;
  readonly dashboard: StoreApi<DashboardState>;
}

/** Wires the stores to the engine and to each other. Nothing is asked yet. */
export function createStores(client: Client, tell: Tell): Stores {
  const session = createSession(client, (problem) => tell({ kind: 'problem', problem }));
  const filing = createFiling(client, session, tell);
  const picker = createPicker(client, () => session.getState().refreshMailboxes());
  const snooze = createSnooze();
  const services: Services = {
    client,
    filing,
    tell,
    askFolder: (question) => picker.getState().ask(question),
    askUntil: (count) => snooze.getState().ask(count),
  };
  const groups = createGroups(client, filing);
  const groupMails = createGroupMails();
  const messages = createMessageList();
  return {
    session,
    services,
    picker,
    snooze,
    groups,
    groupMails,
    mailActs: createMailActs(groupMails, filing, () => groups.getState().refresh()),
    reader: createReader(client, tell),
    explain: createExplain(client),
    newFolders: createNewFolders(client, filing, session),
    messages,
    search: createSearch(client, messages, session),
    activity: createActivity(client, filing),
    backtest: createBacktest(client),
    tryIt: createTryIt(client),
    addAccount: createAddAccount(client),
    imports: createImports(client),
    rules: createRulesStores(client, tell),
    trust: createTrust(client),
    models: createModels(client),
    asking: createAsking(client),
    dashboard: createDashboard(client),
  };
}
