import type { ReactNode } from 'react';
import { activityStore } from '../features/activity/index.ts';
import { askingStore } from '../features/asking/index.ts';
import { dashboardStore } from '../features/dashboard/index.ts';
import { backtestStore } from '../features/backtest/index.ts';
import { addAccountStore } from '../features/accounts/index.ts';
import { pickerStore } from '../features/folder-picker/index.ts';
import { messageListStore, searchStore } from '../features/mailbox/index.ts';
import { importsStore } from '../features/imports/index.ts';
import { modelsStore } from '../features/model/index.ts';
import { newFoldersStore } from '../features/new-folders/index.ts';
import { explainStore, readerStore } from '../features/reader/index.ts';
import { RulesProvider } from '../features/rules/index.ts';
import { snoozeStore } from '../features/snooze/index.ts';
import { tryItStore } from '../features/try-it/index.ts';
import { groupMailsStore, groupsStore } from '../features/triage/index.ts';
import { trustStore } from '../features/trust/index.ts';
import { ServicesProvider } from '../lib/services.tsx';
import { sessionStore } from '../lib/session.ts';
import type { Stores } from './stores.ts';

interface Props {
  readonly stores: Stores;
  readonly children: ReactNode;
}

/** Puts the services and every store within reach of the components. */
export function StoreProviders({ stores, children }: Props) {
  return (
    <ServicesProvider value={stores.services}>
      <sessionStore.Provider value={stores.session}>
        <pickerStore.Provider value={stores.picker}>
          <groupsStore.Provider value={stores.groups}>
            <groupMailsStore.Provider value={stores.groupMails}>
              <readerStore.Provider value={stores.reader}>
                <messageListStore.Provider value={stores.messages}>
                  <activityStore.Provider value={stores.activity}>
                    <addAccountStore.Provider value={stores.addAccount}>
                      <RulesProvider stores={stores.rules}>
                        <backtestStore.Provider value={stores.backtest}>
                          <tryItStore.Provider value={stores.tryIt}>
                            <trustStore.Provider value={stores.trust}>
                              <modelsStore.Provider value={stores.models}>
                                <explainStore.Provider value={stores.explain}>
                                  <newFoldersStore.Provider value={stores.newFolders}>
                                    <askingStore.Provider value={stores.asking}>
                                      <dashboardStore.Provider value={stores.dashboard}>
                                        <searchStore.Provider value={stores.search}>
                                          <snoozeStore.Provider value={stores.snooze}>
                                            <importsStore.Provider value={stores.imports}>
                                              {children}
                                            </importsStore.Provider>
                                          </snoozeStore.Provider>
                                        </searchStore.Provider>
                                      </dashboardStore.Provider>
                                    </askingStore.Provider>
                                  </newFoldersStore.Provider>
                                </explainStore.Provider>
                              </modelsStore.Provider>
                            </trustStore.Provider>
                          </tryItStore.Provider>
                        </backtestStore.Provider>
                      </RulesProvider>
                    </addAccountStore.Provider>
                  </activityStore.Provider>
                </messageListStore.Provider>
              </readerStore.Provider>
            </groupMailsStore.Provider>
          </groupsStore.Provider>
        </pickerStore.Provider>
      </sessionStore.Provider>
    </ServicesProvider>
  );
}
