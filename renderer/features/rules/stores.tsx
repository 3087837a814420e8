import type { ReactNode } from 'react';
import type { StoreApi } from 'zustand';
import type { Tell } from '../../lib/acts/filing.ts';
import type { Client } from '../../lib/bridge.ts';
import { createExchange, exchangeStore, type ExchangeState } from './exchange-slice.ts';
import { createOffers, offersStore, type OffersState } from './offers-slice.ts';
import { createRules } from './rules-slice.ts';
import { rulesStore, type RulesState } from './rules-state.ts';
import { createTrial, trialStore, type TrialState } from './trial-slice.ts';

/** What the rules screen knows; it outlives the screen, so that leaving it loses nothing. */
export interface RulesStores {
  readonly rules: StoreApi<RulesState>;
  readonly trial: StoreApi<TrialState>;
  readonly offers: StoreApi<OffersState>;
  readonly exchange: StoreApi<ExchangeState>;
}

/** Makes the stores. Nothing is asked yet. */
export function createRulesStores(client: Client, tell: Tell): RulesStores {
  const rules = createRules(client);
  return {
    rules,
    trial: createTrial(client, rules),
    offers: createOffers(client, rules, tell),
    exchange: createExchange(client, rules, tell),
  };
}

interface Props {
  readonly stores: RulesStores;
  readonly children: ReactNode;
}

/** Puts them within reach of the components. */
export function RulesProvider({ stores, children }: Props) {
  return (
    <rulesStore.Provider value={stores.rules}>
      <trialStore.Provider value={stores.trial}>
        <offersStore.Provider value={stores.offers}>
          <exchangeStore.Provider value={stores.exchange}>{children}</exchangeStore.Provider>
        </offersStore.Provider>
      </trialStore.Provider>
    </rulesStore.Provider>
  );
}
