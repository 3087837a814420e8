import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import type { DryRunMail, DryRunRule, RuleOutline } from '../../../contract/rules.ts';
import type { ReadableDb } from '../db/handles.ts';
import { listAccounts } from '../db/repositories/accounts.ts';
import { readFeatures } from '../db/repositories/mail/features.ts';
import { listFolders } from '../db/repositories/mail/mailbox-paths.ts';
import { pagePlaces, type PlaceRow } from '../db/repositories/mail/page-places.ts';
import { findTarget, rulesFor, type Rule, type RuleSet } from '../deciding/index.ts';

/** How long one slice keeps everything else waiting, in milliseconds. */
const SLICE_MS = 12;
const PAGE = 200;
const MOST_SAMPLES = 20;

export interface DryRunOptions {
  readonly rules: RuleSet;
  /** The rules of the text, in the same order as the sound ones among them are in `rules`. */
  readonly outline: readonly RuleOutline[];
  /** Only this rule of the outline. */
  readonly only: number | null;
  readonly account: AccountId | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Nobody waits for the answer any more. */
  readonly outdated: () => boolean;
}

export interface DryRunReport {
  /** Mails looked at. */
  readonly mails: number;
  readonly rules: DryRunRule[];
}

/**
 * What rules would do with the mail that is there, newest first: in inboxes, and beside where the person keeps it today. Looks
 * at each rule by itself, `stop` or not. Changes nothing and makes room for others; null when it is outdated.
 */
export async function dryRun(db: ReadableDb, options: DryRunOptions): Promise<DryRunReport | null> {
  const sound = options.outline.filter(({ form }) => form !== null).map(({ index }) => index);
  const tallies = options.rules.rules.map((rule, at) => new Tally(rule, sound[at] ?? at));
  const wanted = tallies.filter(({ index }) => options.only === null || index === options.only);
  let mails = 0;
  for (const account of listAccounts(db)) {
    if (options.account !== null && account.id !== options.account) continue;
    const folders = listFolders(db, account.id);
    const own = new Set(rulesFor(options.rules, account).rules);
    const asked = wanted
      .filter(({ rule }) => own.has(rule))
      .map((tally) => ({ tally, target: tally.aim(folders) }));
    let sliceEnd = 0;
    for (const place of eachPlace(db, account.id)) {
      if (performance.now() > sliceEnd) {
        await nextTurn();
        if (options.outdated()) return null;
        sliceEnd = performance.now() + SLICE_MS;
      }
      mails += 1;
      const mail = readFeatures(db, place.id);
      if (!mail) continue;
      for (const { tally, target } of asked) {
        if (target !== undefined && tally.rule.test(mail, options.now)) {
          tally.add({ sender: mail.from, subject: mail.subject, ...place }, target);
        }
      }
    }
  }
  return { mails, rules: wanted.map((tally) => tally.report()) };
}

function* eachPlace(db: ReadableDb, account: AccountId): Generator<PlaceRow> {
  let last: PlaceRow | null = null;
  for (;;) {
    const page: PlaceRow[] = pagePlaces(db, account, last, PAGE);
    yield* page;
    last = page.at(-1) ?? null;
    if (page.length < PAGE) return;
  }
}

/** Counts for one rule. */
class Tally {
  readonly rule: Rule;
  readonly index: number;
  #aimed = false;
  #waiting = 0;
  #agreeing = 0;
  #disagreeing = 0;
  readonly #samples: DryRunMail[] = [];
  readonly #disagreements: DryRunMail[] = [];

  constructor(rule: Rule, index: number) {
    this.rule = rule;
    this.index = index;
  }

  /** Where the rule files mail of an account: null for nowhere, undefined when its folder is absent there. */
  aim(folders: ReturnType<typeof listFolders>): MailboxId | null | undefined {
    if (this.rule.move.length === 0 && !this.rule.archive) return null;
    const target = findTarget(this.rule, folders);
    this.#aimed ||= target !== undefined;
    return target;
  }

  add(mail: PlaceRow & Pick<DryRunMail, 'sender' | 'subject'>, target: MailboxId | null): void {
    const { id: messageId, mailbox, date, sender, subject } = mail;
    const found: DryRunMail = { messageId, mailbox, date, sender, subject, target };
    if (mail.inbox) {
      this.#waiting += 1;
      if (this.#samples.length < MOST_SAMPLES) this.#samples.push(found);
    } else if (target !== null && target !== mailbox) {
      this.#disagreeing += 1;
      if (this.#disagreements.length < MOST_SAMPLES) this.#disagreements.push(found);
    } else if (target !== null) this.#agreeing += 1;
  }

  report(): DryRunRule {
    return {
      index: this.index,
      name: this.rule.name,
      waiting: this.#waiting,
      agreeing: this.#agreeing,
      disagreeing: this.#disagreeing,
      folderMissing: !this.#aimed && (this.rule.move.length > 0 || this.rule.archive),
      samples: this.#samples,
      disagreements: this.#disagreements,
    };
  }
}
