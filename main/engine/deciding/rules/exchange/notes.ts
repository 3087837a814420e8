import type { ExchangeNote, RuleForm } from '../../../../../contract/rules.ts';

/** Rules read from another program's file, each with the line it began on, and what could not be carried over. */
export interface Imported {
  rules: { form: RuleForm; line: number }[];
  notes: ExchangeNote[];
}

/** Conditions a file may unfold into: `elsif` and nesting repeat what came before. */
const MAX_CONDITIONS = 100_000;

/** Nobody reads more. */
const MAX_NOTES = 2000;
const MAX_DETAIL = 200;

/** What is told about one exchange, and how much it may grow. */
export class Report {
  readonly notes: ExchangeNote[] = [];
  readonly #told = new Set<string>();
  #conditions = 0;

  add(rule: string, line: number | null, code: ExchangeNote['code'], detail: string): void {
    if (this.notes.length < MAX_NOTES) this.notes.push({ rule, line, code, detail: shortened(detail) });
    else if (this.notes.length === MAX_NOTES) {
      this.notes.push({ rule: '', line, code: 'unreadable', detail: `> ${MAX_NOTES}` });
    }
  }

  /** Tells it for the whole file, the first time only. */
  once(code: ExchangeNote['code'], detail: string): void {
    const key = `${code} ${detail}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.add('', null, code, detail);
  }

  /** Counts conditions that were made; false once there are too many. */
  mayGrow(by: number): boolean {
    this.#conditions += by;
    if (this.#conditions <= MAX_CONDITIONS) return true;
    this.once('unreadable', `> ${MAX_CONDITIONS}`);
    return false;
  }
}

function shortened(detail: string): string {
  const line = detail.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return (line.length <= MAX_DETAIL ? line : `${line.slice(0, MAX_DETAIL)}…`).toWellFormed();
}

const MAX_NAME = 120;

/** Names that differ, so that a receipt says which rule it was. */
export class Names {
  readonly #used = new Map<string, number>();

  take(wanted: string): string {
    const clean = wanted.replace(/[\p{Cc}\s]+/gu, ' ').trim();
    const name = clean.slice(0, MAX_NAME).trim().toWellFormed() || '?';
    let free = name;
    while (this.#used.has(free.toLowerCase())) {
      // Counted from where the last one of this name ended: a thousand rules of one name cost a thousand steps.
      const times = (this.#used.get(name.toLowerCase()) ?? 1) + 1;
      this.#used.set(name.toLowerCase(), times);
      free = `${name} (${times})`;
    }
    this.#used.set(free.toLowerCase(), 1);
    return free;
  }
}
