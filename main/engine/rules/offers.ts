import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId, MessageId } from '../../../contract/ids.ts';
import type { RuleForm, RuleOffer } from '../../../contract/rules.ts';
import type { ReadableDb } from '../db/handles.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import { listRefused, pageFiled, type FiledRow } from '../db/repositories/deciding/offers.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { findTarget, rulesFor, SURE_RULE, type RuleSet } from '../deciding/index.ts';

/** Fewer filed mails than this prove no habit. */
const FEWEST = 8;
/** Share of them that lie in one folder. */
const SHARE = 0.97;
const MOST_OFFERS = 20;
/** Rows read at a time, between which others work. */
const PAGE = 1000;

type Cause = RuleOffer['cause'];

/** Mails with one cause. */
interface Habit {
  readonly cause: Cause;
  readonly account: AccountId;
  /** Filed mails, by folder. */
  readonly filed: Map<MailboxId, number>;
  total: number;
  /** The latest of them by id. */
  newest: MessageId;
}

/** Finds rules that the person's own filing suggests: mail of a sender or list that all went to one folder. */
export class Offers {
  readonly #db: ReadableDb;
  readonly #rules: () => RuleSet;

  constructor(options: { readonly db: ReadableDb; readonly rules: () => RuleSet }) {
    this.#db = options.db;
    this.#rules = options.rules;
  }

  /** At most 20, those with most mail first; none that was refused, or that the rules there are do already. */
  async list(): Promise<RuleOffer[]> {
    const refused = listRefused(this.#db);
    const accounts = listAccounts(this.#db);
    const offers: RuleOffer[] = [];
    for (const account of accounts) {
      const rules = rulesFor(this.#rules(), account);
      const folders = listFolders(this.#db, account.id);
      for (const habit of await this.#habits(account)) {
        const [target, filed] = mostFiled(habit);
        const path = folders.get(target)?.path;
        if (path === undefined || filed < FEWEST || filed < SHARE * habit.total) continue;
        const { cause } = habit;
        const key = `${account.id} ${cause.kind} ${cause.kind === 'list' ? cause.listId : cause.address} ${path}`;
        if (refused.has(key) || this.#done(habit, target, rules, folders)) continue;
        const owners = accounts.length > 1 ? [account.address || account.name] : [];
        const form = ruleOf(cause, path, owners);
        offers.push({ key, accountId: account.id, target, cause, filed, total: habit.total, form });
      }
    }
    return offers.sort((a, b) => b.filed - a.filed).slice(0, MOST_OFFERS);
  }

  async #habits(account: { readonly id: AccountId; readonly address: string }): Promise<Habit[]> {
    const senders = new Map<string, Habit>();
    const lists = new Map<string, Habit>();
    let last: MessageId | null = null;
    for (;;) {
      const page: FiledRow[] = pageFiled(this.#db, account.id, last, PAGE);
      for (const row of page) {
        if (row.mailbox === null || row.address === account.address.toLowerCase()) continue;
        const { listId, address, name } = row;
        // A list speaks with many voices: its mail is no habit of theirs.
        if (listId !== null) note(lists, listId, { kind: 'list', listId }, account.id, row.mailbox, row.id);
        else if (address !== '') {
          note(senders, address, { kind: 'sender', address, name }, account.id, row.mailbox, row.id);
        }
      }
      last = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
      await nextTurn();
    }
    return [...lists.values(), ...senders.values()];
  }

  /** Whether a rule that the person is sure of already files such mail there. */
  #done(
    habit: Habit,
    target: MailboxId,
    { rules }: RuleSet,
    folders: ReturnType<typeof listFolders>,
  ): boolean {
    const mail = readFeatures(this.#db, habit.newest);
    return rules.some(
      (rule) =>
        mail !== null &&
        rule.confidence >= SURE_RULE &&
        findTarget(rule, folders) === target &&
        rule.test(mail, mail.date),
    );
  }
}

function note(
  habits: Map<string, Habit>,
  key: string,
  cause: Cause,
  account: AccountId,
  mailbox: MailboxId,
  id: MessageId,
): void {
  let habit = habits.get(key);
  if (!habit) habits.set(key, (habit = { cause, account, filed: new Map(), total: 0, newest: id }));
  habit.filed.set(mailbox, (habit.filed.get(mailbox) ?? 0) + 1);
  habit.total += 1;
  habit.newest = id;
}

function mostFiled({ filed }: Habit): [MailboxId, number] {
  return [...filed].reduce((most, one) => (one[1] > most[1] ? one : most));
}

function ruleOf(cause: Cause, path: string, accounts: string[]): RuleForm {
  return {
    name: cause.kind === 'list' ? cause.listId : cause.name.trim() || cause.address,
    accounts,
    condition: {
      kind: 'group',
      of: 'all',
      items: [
        cause.kind === 'list'
          ? { kind: 'text', field: 'list-id', words: [`=${cause.listId}`] }
          : { kind: 'text', field: 'from', words: [`=${cause.address}`] },
      ],
    },
    move: [path],
    archive: false,
    labels: [],
    flag: false,
    read: false,
    priority: null,
    vip: false,
    confidence: null,
    stop: false,
  };
}
