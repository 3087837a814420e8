import { succeed } from '../../../contract/problem.ts';
import type { FoundMails } from '../../../contract/search.ts';
import { messagesOfBatch } from '../db/repositories/acts/undoing.ts';
import { currentRevision } from '../db/repositories/deciding/proposals.ts';
import { readText } from '../db/repositories/mail/bodies.ts';
import { listFound, mailboxesOfFound } from '../db/repositories/mail/searching.ts';
import type { Handler, HandlersOf } from '../handlers.ts';
import type { SuggestionDeps } from '../suggestions/calls.ts';
import { actOnFound } from './act.ts';
import { keepReady } from './ahead.ts';
import { findMails, pageOf, type Asked } from './find.ts';
import { loosen } from './loosen.ts';
import { MailOrder } from './mail-order.ts';
import { parseQuery } from './parse.ts';
import { snippetOf } from './snippet.ts';
import { suggest } from './suggest.ts';

type SearchHandlers = HandlersOf<'search'> & { readonly 'messages.search': Handler<'messages.search'> };

/** What search needs to carry acts out: the same as every other room that acts. */
export type SearchDeps = Omit<SuggestionDeps, 'jobs' | 'snoozes' | 'lookAgain'> & {
  readonly jobs: () => Pick<ReturnType<SuggestionDeps['jobs']>, 'wake'>;
};

/** Answers the calls of search. */
export function searchCalls({ db, clock, jobs, onActed, onMarked }: SearchDeps): SearchHandlers {
  const order = new MailOrder(db);
  keepReady(db, order);

  const count = (asked: Asked): number => {
    const { marks } = findMails(db, order, asked);
    return marks === null ? 0 : pageOf(order, marks, { offset: 0, limit: 0 }).total;
  };

  function meant(mails: FoundMails): {
    ids: readonly number[];
    preferred: ReturnType<typeof findMails>['mailboxes'];
  } {
    if ('messages' in mails) return { ids: mails.messages, preferred: [] };
    order.refresh();
    const { query, accountId, asOf } = mails;
    const { marks, mailboxes } = findMails(db, order, {
      query: parseQuery(query, clock.now()),
      accountId,
      asOf,
    });
    const everything = { offset: 0, limit: Infinity };
    return { ids: marks === null ? [] : pageOf(order, marks, everything).ids, preferred: mailboxes };
  }

  return {
    'messages.search': ({ query, accountId, offset, limit }) => {
      order.refresh();
      const now = clock.now();
      const parsed = parseQuery(query, now);
      const { marks, mailboxes, hints } = findMails(db, order, { query: parsed, accountId });
      const page = marks === null ? { total: 0, ids: [] } : pageOf(order, marks, { offset, limit });
      const countOf = (left: string): number => count({ query: parseQuery(left, now), accountId });
      return succeed({
        asks: marks !== null,
        total: page.total,
        rows: listFound(db, page.ids, mailboxes),
        words: [...parsed.words],
        hints: [...parsed.hints, ...hints],
        looser: marks !== null && page.total === 0 ? loosen(query, parsed, countOf) : [],
        asOf: order.highest,
        revision: currentRevision(db),
      });
    },

    'search.suggest': (asking) => {
      order.refresh();
      return succeed(suggest(db, order, asking));
    },

    'search.snippets': ({ query, ids }) => {
      const { words } = parseQuery(query, clock.now());
      const found = ids.map((id) => ({ id, text: snippetOf(readText(db, id), words) }));
      return succeed(found.flatMap(({ id, text }) => (text === null ? [] : [{ id, text }])));
    },

    'search.act': ({ mails, act }) => {
      const { ids, preferred } = meant(mails);
      const revision = 'messages' in mails ? Infinity : mails.revision;
      const places = mailboxesOfFound(db, ids, preferred);
      const reply = actOnFound(db, { mails: places, act, revision, at: clock.now() });
      if (!reply.ok) return reply;
      const flags = act === 'read' || act === 'unread' || act === 'flag' || act === 'unflag';
      for (const batch of reply.value.batches) {
        if (flags) onMarked(batch);
        else onActed({ batch, messages: messagesOfBatch(db, batch), takenBack: false });
      }
      // The answer goes out first; the jobs start on the next turn.
      setImmediate(() => jobs().wake());
      return succeed({ batches: [...reply.value.batches], accepted: reply.value.accepted });
    },
  };
}
