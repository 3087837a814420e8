import type { MessageId } from '../../contract/ids.ts';
import { visibleRows } from '../lib/lists/mail-list.ts';
import type { Stores } from './stores.ts';

/** Who scrolls is not looking yet. Milliseconds. */
const SETTLED_MS = 400;

/**
 * Has the language model asked first about what the person looks at: the open mail, then, while the model is at work, the rows of
 * an inbox on screen. The open mail is shown anew once it has an answer. Gives a function that stops it.
 */
export function followLooking(stores: Stores): () => void {
  const { session, reader, messages, asking } = stores;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looked: readonly MessageId[] = [];
  let hoped: MessageId | null = null;

  function onScreen(): MessageId[] {
    const { mail } = reader.getState();
    const open = mail !== null && isRead() && mail.proposal === null ? [mail.id] : [];
    return [...new Set([...open, ...rows()])];
  }
  function isRead(): boolean {
    const { place } = session.getState().view;
    return (
      (place === 'mailbox' || place === 'search') && messages.getState().reading === reader.getState().id
    );
  }
  /** Their order matters only where the model is at it: while it spares battery or time, rows do not wake it. */
  function rows(): MessageId[] {
    const { view, mailboxes } = session.getState();
    const inbox = view.place === 'mailbox' && mailboxes.find(({ id }) => id === view.id)?.role === 'inbox';
    if (!inbox || asking.getState().status?.state !== 'working') return [];
    return visibleRows(messages.getState()).map(({ id }) => id);
  }
  async function look(again: boolean): Promise<void> {
    const ids = onScreen();
    if (!again && ids.join() === looked.join()) return;
    looked = ids;
    await asking.getState().look(ids);
    const { id } = reader.getState();
    if (id !== null && asking.getState().waiting.has(id)) hoped = id;
  }
  /** An answer becomes a proposal a moment after it was given. */
  function showAnswer(): void {
    const { id, mail } = reader.getState();
    if (id !== null && id === hoped && mail?.proposal === null) void reader.getState().refresh();
  }
  function soon(again: boolean): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(again), SETTLED_MS);
  }

  const stops = [
    reader.subscribe((state, before) => state.mail !== before.mail && soon(false)),
    messages.subscribe((state, before) => {
      if (state.onScreen !== before.onScreen || state.pages !== before.pages) soon(false);
    }),
    session.subscribe((state, before) => {
      if (state.view !== before.view) soon(false);
      if (state.status?.revision !== before.status?.revision) showAnswer();
    }),
    asking.subscribe((state, before) => state.status !== before.status && soon(true)),
  ];
  return () => {
    clearTimeout(timer);
    stops.forEach((stop) => stop());
  };
}
