import { createStore, type StoreApi } from 'zustand';
import type { RuleOffer } from '../../../contract/rules.ts';
import type { Tell } from '../../lib/acts/filing.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import type { RulesState } from './rules-state.ts';

/** Rules that the person's own filing suggests. */
export interface OffersState {
  readonly offers: readonly RuleOffer[];
  readonly load: () => Promise<void>;
  readonly answer: (offer: RuleOffer, accept: boolean) => Promise<void>;
}

export const offersStore = createStoreHook<OffersState>('offers');
export const useOffers = offersStore.use;

/** Makes the store. An accepted offer is kept by the engine at once; changes that are not saved get it too. */
export function createOffers(client: Client, rules: StoreApi<RulesState>, tell: Tell): StoreApi<OffersState> {
  return createStore<OffersState>()((set, get) => ({
    offers: [],
    async load() {
      const reply = await client.call('rules.offers', {});
      if (reply.ok) set({ offers: reply.value });
    },
    async answer(offer, accept) {
      const before = get().offers;
      set({ offers: before.filter(({ key }) => key !== offer.key) });
      const reply = await client.call('rules.answerOffer', { key: offer.key, accept });
      if (!reply.ok) {
        set({ offers: before });
        tell({ kind: 'problem', problem: reply.problem });
      } else if (accept && !rules.getState().takeSaved(reply.value)) {
        await rules.getState().append(offer.form);
      }
    },
  }));
}
