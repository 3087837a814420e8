import type { WritableDb } from '../db/handles.ts';
import {
  accountsOfMails,
  amongNowhere,
  countChanges,
  highestMail,
  listDates,
  listDatesFrom,
  listNowhere,
  takeTouched,
  watchMails,
} from '../db/repositories/mail/mail-order.ts';

/** Mails taken in at once while nobody waits: a few milliseconds. */
const PART = 2000;

/**
 * All mails by date, newest first, kept in memory (20 bytes a mail): so that a search sorts and counts a hundred thousand
 * hits in a millisecond, which the database would need a hundred for. Brought up to date before each search from what was
 * written since.
 */
export class MailOrder {
  readonly #db: WritableDb;
  /** By the number of the mail. */
  #dates = new Float64Array(0);
  #accounts = new Int32Array(0);
  #newestFirst = new Int32Array(0);
  #highest = 0;
  #nowhere = new Set<number>();
  #changes = -1;

  constructor(db: WritableDb) {
    this.#db = db;
    watchMails(db);
  }

  /** The highest number of a mail. */
  get highest(): number {
    return this.#highest;
  }

  /** Numbers of all mails, newest first, those that lie nowhere included. */
  get newestFirst(): Int32Array {
    return this.#newestFirst;
  }

  /** Milliseconds since 1970. */
  dateOf(id: number): number {
    return this.#dates[id] ?? 0;
  }

  accountOf(id: number): number {
    return this.#accounts[id] ?? 0;
  }

  /** Mails that were deleted, or that lie in no mailbox, or only where they are about to leave. */
  isNowhere(id: number): boolean {
    return this.#nowhere.has(id);
  }

  /** Takes in what was written since the last time. */
  refresh(): void {
    const changes = countChanges(this.#db);
    if (changes === this.#changes) return;
    const known = this.#highest;
    this.#add(listDates(this.#db, known));
    const touched = takeTouched(this.#db);
    if (known === 0) this.#nowhere = new Set(listNowhere(this.#db));
    // What lay nowhere may have come back without a trace: a mail appears in another mailbox.
    else this.#nowhere = new Set(amongNowhere(this.#db, [...new Set([...this.#nowhere, ...touched])]));
    this.#changes = countChanges(this.#db);
  }

  /** Does ahead of a search what it would have to wait for, a part in each step. */
  *ahead(): Generator<undefined> {
    if (this.#highest === 0) yield* this.#takeAll();
    while (this.#highest > 0) {
      const rows = listDates(this.#db, this.#highest, PART);
      if (rows.length === 0) return;
      this.#add(rows);
      yield;
    }
  }

  *#takeAll(): Generator<undefined> {
    // A search that comes meanwhile finds nothing begun. What is written meanwhile is taken in by the next `refresh`.
    const made = new MailOrder(this.#db);
    const ceiling = highestMail(this.#db);
    for (const account of accountsOfMails(this.#db)) {
      for (let date = -Infinity, id = 0, more = true; more;) {
        const rows = listDatesFrom(this.#db, { account, date, id, limit: PART });
        more = rows.length === PART;
        [id = 0, date = 0] = rows.at(-1) ?? [];
        made.#add(rows.filter(([number = 0]) => number <= ceiling));
        for (const [number = 0, , , nowhere] of rows) if (nowhere === 1) made.#nowhere.add(number);
        yield;
      }
    }
    if (this.#highest > 0) return;
    this.#dates = made.#dates;
    this.#accounts = made.#accounts;
    this.#newestFirst = made.#newestFirst;
    this.#highest = made.#highest;
    this.#nowhere = made.#nowhere;
  }

  #add(rows: readonly (readonly number[])[]): void {
    if (rows.length === 0) return;
    const highest = rows.reduce((most, [id = 0]) => Math.max(most, id), this.#highest);
    if (highest >= this.#dates.length) {
      const room = Math.ceil(highest * 1.25) + 1;
      this.#dates = grown(this.#dates, new Float64Array(room));
      this.#accounts = grown(this.#accounts, new Int32Array(room));
    }
    const fresh = new Int32Array(rows.length);
    rows.forEach(([id = 0, date = 0, account = 0], index) => {
      fresh[index] = id;
      this.#dates[id] = date;
      this.#accounts[id] = account;
    });
    fresh.sort((a, b) => this.#compare(a, b));
    this.#newestFirst = this.#merge(this.#newestFirst, fresh);
    this.#highest = highest;
  }

  /** Of two mails of one moment the one that came later stands first. */
  #compare(a: number, b: number): number {
    return this.dateOf(b) - this.dateOf(a) || b - a;
  }

  #merge(old: Int32Array, fresh: Int32Array): Int32Array<ArrayBuffer> {
    const merged = new Int32Array(old.length + fresh.length);
    let next = 0;
    let position = 0;
    for (const id of old) {
      for (let one = fresh[next]; one !== undefined && this.#compare(one, id) < 0; one = fresh[next]) {
        merged[position++] = one;
        next += 1;
      }
      merged[position++] = id;
    }
    merged.set(fresh.subarray(next), position);
    return merged;
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
