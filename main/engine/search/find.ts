import { assertNever } from '../../../contract/assert-never.ts';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { SearchHint } from '../../../contract/search.ts';
import type { ReadableDb } from '../db/handles.ts';
import {
  listBySize,
  listInMailboxes,
  listMarked,
  listNamedMailboxes,
  listOfLists,
  matchIndex,
} from '../db/repositories/mail/searching.ts';
import { expressionOf } from './expression.ts';
import type { MailOrder } from './mail-order.ts';
import type { ParsedQuery, Question, Term } from './parse.ts';
import { findAccounts, findFolders } from './places.ts';

/** By the number of a mail: 1 where it is meant. */
type Marks = Uint8Array;

export interface Asked {
  readonly query: ParsedQuery;
  readonly accountId: AccountId | undefined;
  /** Mails with a higher number are left out: they came after the person looked. */
  readonly asOf?: number;
}

/** What a search found: a set, not yet in order. */
export interface Found {
  /** Null when the query asks nothing. */
  readonly marks: Marks | null;
  /** The mailboxes that were asked for by name. */
  readonly mailboxes: readonly MailboxId[];
  readonly hints: readonly SearchHint[];
}

/**
 * Answers a query as a set of mails. Each question gives a set, by an index that holds its answer; the sets are put together here:
 * that takes the same few milliseconds whatever is asked together with what.
 */
export function findMails(db: ReadableDb, order: MailOrder, { query, accountId, asOf }: Asked): Found {
  const size = order.highest + 1;
  const mailboxes: MailboxId[] = [];
  const hints: SearchHint[] = [];
  const sets: Marks[] = [];

  const marksOf = (ids: Iterable<number>): Marks => {
    const marks = new Uint8Array(size);
    for (const id of ids) marks[id] = 1;
    return marks;
  };
  const marksWhere = (test: (id: number) => boolean): Marks => {
    const marks = new Uint8Array(size);
    for (const id of order.newestFirst) if (test(id)) marks[id] = 1;
    return marks;
  };
  function answer(question: Question, negated: boolean): Marks {
    switch (question.kind) {
      case 'text':
        return marksOf(matchIndex(db, 'message_index', expressionOf(question)));
      case 'recipient':
        return marksOf(matchIndex(db, 'recipient_index', expressionOf(question)));
      case 'in': {
        const folders = findFolders(listNamedMailboxes(db), question.value);
        if (folders.length === 0) hints.push({ kind: 'no-folder', text: question.value });
        if (!negated) mailboxes.push(...folders);
        return marksOf(listInMailboxes(db, folders));
      }
      case 'account': {
        const accounts = new Set<number>(findAccounts(listNamedMailboxes(db), question.value));
        if (accounts.size === 0) hints.push({ kind: 'no-account', text: question.value });
        return marksWhere((id) => accounts.has(order.accountOf(id)));
      }
      case 'list':
        return marksOf(listOfLists(db, question.value.toLowerCase()));
      case 'attachment':
        return marksOf(listMarked(db, 'attachment'));
      case 'size':
        return marksOf(listBySize(db, question.from, question.to));
      case 'date':
        return marksWhere((id) => order.dateOf(id) >= question.from && order.dateOf(id) < question.to);
      case 'state':
        if (question.state === 'read') return inverse(marksOf(listMarked(db, 'unread')));
        if (question.state === 'filed') return marksOf(listInMailboxes(db, ownFolders(db)));
        return marksOf(listMarked(db, question.state));
      default:
        return assertNever(question);
    }
  }

  const { words, rest } = splitWords(query.groups);
  if (words !== null) sets.push(marksOf(matchIndex(db, 'message_index', words)));
  for (const group of rest) {
    const any = new Uint8Array(size);
    for (const { question, negated } of group) {
      const marks = answer(question, negated);
      const wanted = negated ? 0 : 1;
      for (let id = 0; id < size; id += 1) if (marks[id] === wanted) any[id] = 1;
    }
    sets.push(any);
  }
  const [marks = null, ...others] = sets;
  if (marks !== null) {
    if (accountId !== undefined) others.push(marksWhere((id) => order.accountOf(id) === accountId));
    for (const other of others) narrow(marks, other);
    if (asOf !== undefined) marks.fill(0, Math.min(size, asOf + 1));
  }
  return { marks, mailboxes, hints };
}

function narrow(marks: Marks, other: Marks): void {
  for (let id = 0; id < marks.length; id += 1) marks[id] = (marks[id] ?? 0) & (other[id] ?? 0);
}

function inverse(marks: Marks): Marks {
  for (let id = 0; id < marks.length; id += 1) marks[id] = 1 - (marks[id] ?? 0);
  return marks;
}

function ownFolders(db: ReadableDb): MailboxId[] {
  return listNamedMailboxes(db)
    .filter(({ role }) => role === 'folder' || role === 'archive')
    .map(({ id }) => id);
}

/**
 * Questions about words alone go to the full-text index in one expression: it skips from match to match, where sets of each word
 * would all have to be read.
 */
function splitWords(groups: readonly (readonly Term[])[]): { words: string | null; rest: readonly Term[][] } {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const rest: Term[][] = [];
  for (const group of groups) {
    const texts = group.flatMap(({ question }) => (question.kind === 'text' ? [expressionOf(question)] : []));
    const isWords = texts.length === group.length;
    if (isWords && group.every(({ negated }) => !negated)) wanted.push(`(${texts.join(' OR ')})`);
    else if (isWords && group.length === 1) unwanted.push(`(${texts.join('')})`);
    else rest.push([...group]);
  }
  if (wanted.length === 0) {
    return { words: null, rest: groups.map((group) => [...group]) };
  }
  const positive = wanted.join(' AND ');
  return { words: unwanted.length === 0 ? positive : `(${positive}) NOT (${unwanted.join(' OR ')})`, rest };
}

/** Counts what was found and gives one page of it, newest first. */
export function pageOf(
  order: MailOrder,
  marks: Uint8Array,
  page: { readonly offset: number; readonly limit: number },
): { total: number; ids: number[] } {
  const ids: number[] = [];
  let total = 0;
  for (const id of order.newestFirst) {
    if (marks[id] !== 1 || order.isNowhere(id)) continue;
    if (total >= page.offset && ids.length < page.limit) ids.push(id);
    total += 1;
  }
  return { total, ids };
}
