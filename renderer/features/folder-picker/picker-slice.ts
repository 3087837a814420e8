import { createStore, type StoreApi } from 'zustand';
import type { MailboxId } from '../../../contract/ids.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Client } from '../../lib/bridge.ts';
import type { FolderQuestion } from '../../lib/services.tsx';
import { createStoreHook } from '../../lib/store-hook.tsx';

/** The question "which folder?", which any part of the window may ask. */
export interface PickerState {
  readonly question: FolderQuestion | null;
  readonly problem: Problem | null;
  readonly ask: (question: FolderQuestion) => Promise<MailboxId | null>;
  readonly answer: (folder: MailboxId | null) => void;
  readonly create: (path: string) => Promise<void>;
}

export const pickerStore = createStoreHook<PickerState>('folder picker');
export const usePicker = pickerStore.use;

/** Makes the store; `created` is told of a new folder before it is given as the answer. */
export function createPicker(client: Client, created: () => Promise<void>): StoreApi<PickerState> {
  let resolve: ((folder: MailboxId | null) => void) | null = null;
  return createStore<PickerState>()((set, get) => ({
    question: null,
    problem: null,
    ask(question) {
      resolve?.(null);
      set({ question, problem: null });
      return new Promise((settle) => {
        resolve = settle;
      });
    },
    answer(folder) {
      resolve?.(folder);
      resolve = null;
      set({ question: null });
    },
    async create(path) {
      const { question } = get();
      if (question === null) return;
      const reply = await client.call('mailboxes.create', { accountId: question.account, path });
      if (!reply.ok) {
        set({ problem: reply.problem });
        return;
      }
      await created();
      get().answer(reply.value.id);
    },
  }));
}
