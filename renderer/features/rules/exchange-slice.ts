import { createStore, type StoreApi } from 'zustand';
import type { CallOutput } from '../../../contract/index.ts';
import type { Tell } from '../../lib/acts/filing.ts';
import type { Client } from '../../lib/bridge.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';
import type { RulesState } from './rules-state.ts';

/** Rules on their way from or to another program, to be looked at first. */
export type Exchange =
  | ({ readonly way: 'import'; readonly file: string } & CallOutput<'rules.import'>)
  | ({ readonly way: 'export' } & CallOutput<'rules.export'>);

export interface ExchangeState {
  readonly exchange: Exchange | null;
  readonly busy: boolean;
  /** Reads the rules of another program from a file that the person chose. */
  readonly open: (file: File) => Promise<void>;
  readonly add: () => Promise<void>;
  /** Writes the rules as Sieve, as they are on the screen. */
  readonly write: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly close: () => void;
}

export const exchangeStore = createStoreHook<ExchangeState>('exchange');
export const useExchange = exchangeStore.use;

/** Thunderbird's file begins with its version, whatever it is called; the other is Sieve. */
export function formatOf(text: string): 'thunderbird' | 'sieve' {
  return /^\uFEFF?\s*version="\d+"/.test(text) ? 'thunderbird' : 'sieve';
}

/** Makes the store. */
export function createExchange(
  client: Client,
  rules: StoreApi<RulesState>,
  tell: Tell,
): StoreApi<ExchangeState> {
  return createStore<ExchangeState>()((set, get) => ({
    exchange: null,
    busy: false,
    async open(file) {
      const text = await file.text();
      const reply = await client.call('rules.import', { format: formatOf(text), text });
      if (reply.ok) set({ exchange: { way: 'import', file: file.name, ...reply.value } });
      else tell({ kind: 'problem', problem: reply.problem });
    },
    async add() {
      const { exchange } = get();
      if (exchange?.way !== 'import') return;
      set({ busy: true });
      const joined = await joinTexts(client, rules.getState().text, exchange.text);
      set({ busy: false });
      if (joined === null) return;
      rules.getState().type(joined);
      set({ exchange: null });
    },
    async write() {
      const reply = await client.call('rules.export', { text: rules.getState().text });
      if (reply.ok) set({ exchange: { way: 'export', ...reply.value } });
      else tell({ kind: 'problem', problem: reply.problem });
    },
    async save() {
      const { exchange } = get();
      if (exchange?.way !== 'export') return;
      set({ busy: true });
      const reply = await client.call('app.saveText', { name: 'casier.sieve', text: exchange.script });
      set({ busy: false });
      if (!reply.ok) return tell({ kind: 'problem', problem: reply.problem });
      set({ exchange: null });
      tell({ kind: 'attachment-saved', path: reply.value.path });
    },
    close: () => set({ exchange: null }),
  }));
}

/**
 * The rules of both texts. Written below each other they keep their comments; where that makes no sound text (the first has
 * its list under a key), they are put in one by one.
 */
async function joinTexts(client: Client, mine: string, theirs: string): Promise<string | null> {
  const below = mine.trim() === '' ? theirs : `${mine.trimEnd()}\n\n${theirs}`;
  const [before, added, both] = await Promise.all(
    [mine, theirs, below].map((text) => client.call('rules.check', { text })),
  );
  if (!before?.ok || !added?.ok || !both?.ok) return null;
  if (both.value.rules.length === before.value.rules.length + added.value.rules.length) return below;
  let text = mine;
  for (const { form } of added.value.rules) {
    if (form === null) continue;
    const reply = await client.call('rules.rewrite', {
      text,
      change: { kind: 'put', index: null, rule: form },
    });
    if (!reply.ok) return null;
    ({ text } = reply.value);
  }
  return text;
}
