import { createContext, useContext } from 'react';
import { useStore, type StoreApi } from 'zustand';

/** A context for one store, and the hook that reads it through a selector. The store itself is made by the composition root. */
export function createStoreHook<State>(name: string) {
  const Context = createContext<StoreApi<State> | null>(null);
  function useApi(): StoreApi<State> {
    const store = useContext(Context);
    if (store === null) throw new Error(`no provider for the ${name} store`);
    return store;
  }
  function useSelected<Part>(selector: (state: State) => Part): Part {
    return useStore(useApi(), selector);
  }
  return { Provider: Context.Provider, use: useSelected, useApi };
}
