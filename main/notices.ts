import { assertNever } from '../contract/assert-never.ts';
import type { Wanted } from '../contract/app.ts';
import type { BatchId } from '../contract/ids.ts';
import type { Announcement } from '../contract/notices.ts';
import type { Reply } from '../contract/problem.ts';
import type { EngineClient } from './engine/client.ts';
import type { Logger } from './engine/platform/logger.ts';
import type { Preferences } from './preferences.ts';
import type { NotificationRequest } from './shell/port.ts';
import { textsIn } from './texts.ts';
import { noticeWords } from './notice-words.ts';

/**
 * Shows as notifications what the engine announces, each once, and carries out what is chosen on them. What was shown
 * before the engine could be told so is remembered, so that an engine that starts again causes no repetition.
 */
export function showNotices(around: {
  /** Resolves when the desktop has taken the notification, or has none to show it. */
  notify: (request: NotificationRequest) => Promise<void>;
  engine: EngineClient;
  preferences: Preferences;
  show: (wanted: Wanted) => void;
  logger: Logger;
}): void {
  const { engine, preferences, show, logger } = around;
  const shown = new Set<number>();
  let showing = Promise.resolve();

  async function look(): Promise<void> {
    const due = await engine.call('notices.due', {});
    if (!due.ok || due.value.length === 0) return;
    for (const one of due.value) {
      if (shown.has(one.id)) continue;
      shown.add(one.id);
      await around.notify(requestFor(one));
    }
    const told = await engine.call('notices.told', { ids: due.value.map(({ id }) => id) });
    if (told.ok) for (const { id } of due.value) shown.delete(id);
  }

  /** One look after the other: two at once would show the same. */
  function lookNext(): void {
    showing = showing.then(look).catch((error: unknown) => {
      logger.warn({ err: error }, 'what is due could not be told');
    });
  }

  function requestFor(one: Announcement): NotificationRequest {
    const texts = textsIn(preferences.language());
    const words = noticeWords(texts, one, preferences.discreet());
    switch (one.kind) {
      case 'mail': {
        const open = (): void => show({ place: 'mail', id: one.messageId });
        const { proposal, filed } = one;
        const act = filed
          ? [{ label: texts.undo, run: () => void undo(filed.batch) }]
          : proposal
            ? [{ label: texts.approveOne, run: () => void approve(proposal) }]
            : [];
        return { ...words, onClick: open, actions: [...act, { label: texts.openMail, run: open }] };
      }
      case 'sum':
      case 'digest': {
        const open = (): void => show({ place: 'proposals' });
        return { ...words, onClick: open, actions: [{ label: texts.show, run: open }] };
      }
      case 'demoted': {
        const open = (): void => show({ place: 'activity' });
        return { ...words, onClick: open, actions: [{ label: texts.show, run: open }] };
      }
      default:
        return assertNever(one);
    }
  }

  /** The folder is the one that was shown: a proposal that has changed since must not go elsewhere. */
  async function approve(proposal: NonNullable<Extract<Announcement, { kind: 'mail' }>['proposal']>) {
    const reply = await engine.call('suggestions.approve', {
      selection: { ids: [proposal.id] },
      folder: proposal.target,
    });
    const texts = textsIn(preferences.language());
    const batch = reply.ok ? reply.value.batch : null;
    if (batch === null) return answer(texts.nothingToDo, failed(reply));
    answer(preferences.discreet() ? texts.filedDiscreetly : texts.filedIn(proposal.folder), '', {
      label: texts.undo,
      run: () => void undo(batch),
    });
  }

  async function undo(batch: BatchId): Promise<void> {
    const reply = await engine.call('activity.undoBatch', { batchId: batch });
    const texts = textsIn(preferences.language());
    const done = reply.ok && reply.value.accepted > 0;
    answer(done ? texts.undone : texts.nothingToDo, failed(reply));
  }

  function answer(title: string, body: string, action?: { label: string; run: () => void }): void {
    void around.notify({
      title,
      body,
      actions: action ? [action] : [],
      onClick: () => show({ place: 'activity' }),
    });
  }

  function failed(reply: Reply<unknown>): string {
    if (reply.ok) return '';
    logger.warn({ code: reply.problem.code }, 'what was chosen on a notification was not done');
    return textsIn(preferences.language()).engineDidNot;
  }

  engine.onEvent(({ name }) => {
    if (name === 'notices.changed') lookNext();
  });
  engine.onStatus(({ state }) => {
    if (state === 'ready') lookNext();
  });
}
