import type { Suggestion } from '../../../contract/search.ts';
import { foldText } from '../../../contract/searched-words.ts';
import type { ReadableDb } from '../db/handles.ts';
import {
  listNamedMailboxes,
  matchIndex,
  sendersOf,
  type NamedMailbox,
} from '../db/repositories/mail/searching.ts';
import { expressionOf } from './expression.ts';
import { pageOf } from './find.ts';
import type { MailOrder } from './mail-order.ts';
import {
  nameOfAttachment,
  nameOfOperator,
  nameOfState,
  operatorCalled,
  operators,
  states,
  type Language,
  type Operator,
} from './operators.ts';
import { pathOf } from './places.ts';
import { tokens, type Token } from './tokens.ts';

const MOST = 7;
const MOST_PEOPLE = 4;
/** The newest mails whose senders are looked at. */
const RECENT_MAILS = 300;

const SPANS: Readonly<Record<Language, readonly string[]>> = {
  en: ['1w', '1m', '6m', '1y'],
  fr: ['1s', '1m', '6m', '1a'],
};

interface Asking {
  readonly query: string;
  readonly caret: number;
  readonly language: Language;
}

/** What the person may be about to type, the likeliest first. Nothing for an empty query: the window has examples for that. */
export function suggest(db: ReadableDb, order: MailOrder, asking: Asking): Suggestion[] {
  const token = tokens(asking.query).find(({ start, end }) => start < asking.caret && asking.caret <= end);
  if (token === undefined) return [];
  const operator = token.name === null ? null : operatorCalled(token.name, token.value);
  const found =
    operator === null
      ? token.name === null && !token.quoted
        ? [...namedLike(token, asking.language), ...peopleLike(db, order, token, 'from', asking.language)]
        : []
      : valuesOf(db, order, operator, token, asking.language);
  const typed = foldText(asking.query.slice(token.start, token.end));
  return found.filter(({ text }) => foldText(text.trimEnd()) !== typed).slice(0, MOST);
}

function namedLike(token: Token, language: Language): Suggestion[] {
  const typed = foldText(token.value);
  return operators
    .map((operator) => ({ operator, name: nameOfOperator(operator, language) }))
    .filter(({ name }) => foldText(name).startsWith(typed))
    .map(({ operator, name }) => ({
      ...frame(token, operator),
      kind: 'operator',
      text: `${minus(token)}${name}:`,
    }));
}

function valuesOf(
  db: ReadableDb,
  order: MailOrder,
  operator: Operator,
  token: Token,
  language: Language,
): Suggestion[] {
  const typed = foldText(token.value);
  const values = (names: readonly string[]): Suggestion[] =>
    names
      .filter((name) => foldText(name).startsWith(typed))
      .map((name) => ({
        ...frame(token, operator),
        kind: 'value',
        text: written(token, operator, name, language),
      }));
  switch (operator) {
    case 'from':
    case 'to':
    case 'cc':
      return peopleLike(db, order, token, operator, language);
    case 'in':
      return foldersLike(db, token, language);
    case 'account':
      return accountsLike(db, token, language);
    case 'has':
      return values([nameOfAttachment(language)]);
    case 'is':
      return values(states.map((state) => nameOfState(state, language)));
    case 'older':
    case 'newer':
      return values(SPANS[language]);
    case 'before':
    case 'after':
    case 'on':
      return values(yearsBack(order));
    case 'larger':
    case 'smaller':
      return values(language === 'fr' ? ['500ko', '1Mo', '5Mo', '20Mo'] : ['500k', '1M', '5M', '20M']);
    case 'filename':
      return values(['pdf', 'xlsx', 'docx', 'jpg', 'zip']);
    case 'subject':
    case 'body':
    case 'list':
      return [];
    default:
      return operator satisfies never;
  }
}

function yearsBack(order: MailOrder): string[] {
  const newest = order.newestFirst[0];
  if (newest === undefined) return [];
  const year = new Date(order.dateOf(newest)).getFullYear();
  return [0, 1, 2, 3].map((back) => String(year - back));
}

/** People who wrote, those of the newest mails that match; who wrote most of these first. */
function peopleLike(
  db: ReadableDb,
  order: MailOrder,
  token: Token,
  operator: 'from' | 'to' | 'cc',
  language: Language,
): Suggestion[] {
  const typed = token.value.trim();
  if (token.name === null && typed.length < 2) return [];
  if (typed !== '' && !/[\p{L}\p{N}]/u.test(typed)) return [];
  const people = new Map<string, { name: string; address: string; count: number }>();
  for (const { name, address } of sendersOf(db, newestFrom(db, order, typed))) {
    const known = people.get(address);
    if (known === undefined) people.set(address, { name, address, count: 1 });
    else known.count += 1;
  }
  return [...people.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, token.name === null ? MOST_PEOPLE : MOST)
    .map(({ name, address }) => ({
      ...frame(token, operator),
      kind: 'person',
      text: written(token, operator, address, language),
      label: name.trim() === '' ? address : name,
      detail: address,
    }));
}

function newestFrom(db: ReadableDb, order: MailOrder, typed: string): number[] {
  if (typed === '') return Array.from(order.newestFirst.subarray(0, RECENT_MAILS));
  // The beginnings of one letter are in every mail: reading them all would take longer than they are worth.
  const prefix = typed.length > 1;
  const match = expressionOf({ kind: 'text', part: 'sender', text: typed, prefix });
  const marks = new Uint8Array(order.highest + 1);
  for (const id of matchIndex(db, 'message_index', match)) marks[id] = 1;
  return pageOf(order, marks, { offset: 0, limit: RECENT_MAILS }).ids;
}

function foldersLike(db: ReadableDb, token: Token, language: Language): Suggestion[] {
  const typed = foldText(token.value);
  const rank = (mailbox: NamedMailbox): number => {
    const path = foldText(pathOf(mailbox));
    if (path.startsWith(typed)) return 0;
    return `/${path}`.replaceAll(' ', '/').includes(`/${typed}`) ? 1 : path.includes(typed) ? 2 : 3;
  };
  return listNamedMailboxes(db)
    .filter(({ role }) => role !== 'flagged')
    .map((mailbox) => ({ mailbox, rank: rank(mailbox) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ mailbox }) => ({
      ...frame(token, 'in'),
      kind: 'folder',
      text: written(token, 'in', pathOf(mailbox), language),
      label: pathOf(mailbox),
      detail: mailbox.account,
    }));
}

function accountsLike(db: ReadableDb, token: Token, language: Language): Suggestion[] {
  const typed = foldText(token.value);
  const accounts = new Map(listNamedMailboxes(db).map((mailbox) => [mailbox.accountId, mailbox]));
  return [...accounts.values()]
    .filter(({ account, address }) => foldText(account).startsWith(typed) || address.startsWith(typed))
    .map(({ account, address }) => ({
      ...frame(token, 'account'),
      kind: 'account',
      text: written(token, 'account', address, language),
      label: account,
      detail: address,
    }));
}

/** The name is kept as it was typed, in whichever language. */
function written(token: Token, operator: Operator, value: string, language: Language): string {
  const name = token.name ?? nameOfOperator(operator, language);
  return `${minus(token)}${name}:${/[\s"]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value} `;
}

function minus({ negated }: Token): string {
  return negated ? '-' : '';
}

function frame({ start, end }: Token, operator: Operator): Omit<Suggestion, 'kind' | 'text'> {
  return { start, end, operator, label: '', detail: '' };
}
