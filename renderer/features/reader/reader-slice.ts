import { createStore, type StoreApi } from 'zustand';
import type { Evidence } from '../../../contract/evidence.ts';
import type { MessageId } from '../../../contract/ids.ts';
import type { OpenMessage } from '../../../contract/messages.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { Proposal } from '../../../contract/suggestions.ts';
import type { Client } from '../../lib/bridge.ts';
import type { Tell } from '../../lib/acts/filing.ts';
import { createStoreHook } from '../../lib/store-hook.tsx';

export type Face = 'html' | 'text' | 'headers';

/** The mail in the reading pane. */
export interface ReaderState {
  readonly id: MessageId | null;
  readonly mail: OpenMessage | null;
  readonly problem: Problem | null;
  readonly face: Face;
  /** Another mail of the thread, shown in the place of the one that the list opened: acts of the list do not mean it. */
  readonly aside: MessageId | null;
  /** Attachments on their way to the downloads folder, by position. */
  readonly saving: ReadonlySet<number>;
  /** Attachments on their way to another program. */
  readonly opening: ReadonlySet<number>;
  /** Goes to another mail of the thread; null while no mail is shown. */
  readonly stepThread: ((by: 1 | -1) => void) | null;
  readonly offerThread: (step: ReaderState['stepThread']) => void;
  readonly open: (id: MessageId) => Promise<void>;
  /** Asks again, for a proposal that may have changed; the text stays. */
  readonly refresh: () => Promise<void>;
  readonly setAside: (id: MessageId | null) => void;
  readonly turn: (face: Face) => void;
  readonly save: (index: number) => Promise<void>;
  readonly openFile: (index: number) => Promise<void>;
  /** Says that a fact is no reason for the proposed folder. */
  readonly doubt: (fact: Evidence) => Promise<void>;
}

export const readerStore = createStoreHook<ReaderState>('reader');
export const useReader = readerStore.use;

/** What keys may act on when a mail stands aside of the list's: that mail, once it is here; `undefined` when none stands aside. */
export function selectAside({ aside, mail }: ReaderState): OpenMessage | null | undefined {
  if (aside === null) return undefined;
  return mail?.id === aside ? mail : null;
}

/** Makes the store. */
export function createReader(client: Client, tell: Tell): StoreApi<ReaderState> {
  return createStore<ReaderState>()((set, get) => ({
    id: null,
    mail: null,
    problem: null,
    face: 'html',
    aside: null,
    saving: new Set(),
    opening: new Set(),
    stepThread: null,
    offerThread: (stepThread) => set({ stepThread }),
    async open(id) {
      if (get().id === id && get().problem === null) return;
      set({ id, problem: null });
      const reply = await client.call('messages.open', { id });
      // Another mail was opened meanwhile.
      if (get().id !== id) return;
      if (!reply.ok) set({ mail: null, problem: reply.problem });
      else set({ mail: reply.value, face: reply.value.html === null ? 'text' : 'html' });
    },
    async refresh() {
      const { id } = get();
      if (id === null) return;
      const reply = await client.call('messages.open', { id });
      if (reply.ok && get().id === id) set({ mail: reply.value, problem: null });
    },
    setAside: (aside) => set({ aside }),
    turn: (face) => set({ face }),
    async doubt(fact) {
      const { id, mail } = get();
      if (id === null || mail?.id !== id || mail.proposal === null) return;
      const show = (proposal: Proposal | null): void => {
        const open = get().mail;
        if (open?.id === id) set({ mail: { ...open, proposal } });
      };
      const input = { messageId: id, mailboxId: mail.proposal.target, evidence: fact };
      const reply = await client.call('deciding.doubt', input);
      if (!reply.ok) return tell({ kind: 'problem', problem: reply.problem });
      show(reply.value.proposal);
      const trustAgain = async (): Promise<void> => {
        const back = await client.call('deciding.trustAgain', { id: reply.value.id, messageId: id });
        if (back.ok) show(back.value.proposal);
        else tell({ kind: 'problem', problem: back.problem });
      };
      tell({ kind: 'doubted', back: () => void trustAgain() });
    },
    async openFile(index) {
      const { id, opening } = get();
      if (id === null || opening.has(index)) return;
      set({ opening: new Set([...opening, index]) });
      const reply = await client.call('app.openAttachment', { id, index });
      const left = new Set(get().opening);
      left.delete(index);
      set({ opening: left });
      if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
    },
    async save(index) {
      const { id, saving } = get();
      if (id === null || saving.has(index)) return;
      set({ saving: new Set([...saving, index]) });
      const reply = await client.call('app.saveAttachment', { id, index });
      const left = new Set(get().saving);
      left.delete(index);
      set({ saving: left });
      tell(
        reply.ok
          ? { kind: 'attachment-saved', path: reply.value.path }
          : { kind: 'problem', problem: reply.problem },
      );
    },
  }));
}
