import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { foldText } from '../text.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { CellTable } from './cells.ts';
import { FilingMemory } from './memory.ts';
import { Mixture } from './mixture.ts';
import { FolderNames } from './names.ts';
import { Recency } from './recency.ts';
import { memoryOdds, NONE_SIGNALS, PRIORS, SIGNALS } from './signals.ts';
import { FIELD_WEIGHTS, FIELDS, hashToken, tokensOf, type Tokens } from './tokens.ts';

const F = FIELDS.length;
const S = SIGNALS.length;
/** Strength of the background in the naive Bayes counts, in tokens. */
const SMOOTHING = 20;
const LETTERS = FIELDS.indexOf('letters');
const FADES = { sender: 0.9, domain: 0.95, subject: 0.7, thread: 0.6 };
const FIRST_MEMORY_SIGNAL = SIGNALS.indexOf('senderMemory');
const NO_ROW = -1;

/** A mail seen through the model as it is now. */
export interface View {
  readonly mail: MailFeatures;
  readonly tokens: Tokens;
  readonly rows: Int32Array;
  readonly values: Float64Array;
  /** Columns of the candidate folders. */
  readonly columns: Int32Array;
  readonly candidates: number;
  readonly signals: Float64Array;
  readonly none: Float64Array;
}

/** Learns where mail goes, one mail at a time, and says how likely each known folder is for another. */
export class Model {
  learned = 0;
  #newFolders = 0;
  /** Folder of each column; 0 for a forgotten one. */
  #mailboxes: number[] = [];
  #filed: number[] = [];
  #recency = new Recency();
  readonly #names = new FolderNames();
  /** Tokens learned, by column and field; then by field over all columns. */
  #perColumn: number[] = [];
  #perField = new Float64Array(F);
  #rowOf = new Map<number, number>();
  #cells = new CellTable();
  mixture = new Mixture(PRIORS);
  sender = new FilingMemory(FADES.sender);
  domain = new FilingMemory(FADES.domain);
  subject = new FilingMemory(FADES.subject);
  thread = new FilingMemory(FADES.thread);

  columnOf(mailbox: MailboxId): number {
    return this.#mailboxes.indexOf(mailbox);
  }

  mailboxOf(column: number): MailboxId {
    return (this.#mailboxes[column] ?? 0) as MailboxId;
  }

  /** Takes what the folders are called now. */
  nameFolders(folders: ReadonlyMap<MailboxId, { readonly path: string }>): void {
    this.#names.update(folders);
  }

  /** Mails learned for a folder. */
  filedIn(column: number): number {
    return this.#filed[column] ?? 0;
  }

  /** Looks at a mail; `allowed` limits the candidates (all known folders when left out). */
  view(mail: MailFeatures, allowed?: (mailbox: MailboxId) => boolean): View {
    const columns: number[] = [];
    this.#mailboxes.forEach((mailbox, column) => {
      if (mailbox !== 0 && (this.#filed[column] ?? 0) > 0 && (!allowed || allowed(mailbox as MailboxId)))
        columns.push(column);
    });
    const tokens = tokensOf(mail);
    const rows = Int32Array.from(tokens.hashes, (hash) => this.#rowOf.get(hash) ?? NO_ROW);
    const values = this.#values(tokens, rows);
    const view: View = {
      mail,
      tokens,
      rows,
      values,
      columns: Int32Array.from(columns),
      candidates: columns.length,
      signals: new Float64Array(columns.length * S),
      none: new Float64Array(NONE_SIGNALS.length),
    };
    this.#addWords(view);
    this.#addMemories(view);
    this.#addNone(view);
    return view;
  }

  learn(mail: MailFeatures, mailbox: MailboxId): void {
    const view = this.view(mail);
    let column = this.columnOf(mailbox);
    const candidate = view.columns.indexOf(column);
    if (view.candidates > 0) this.mixture.learn(view, candidate);
    if (column < 0) column = this.#addColumn(mailbox);
    this.#newFolders = this.#newFolders * 0.99 + (candidate < 0 ? 0.01 : 0);
    this.#learnLinear(view, column, candidate);
    this.#count(view, column, 1);
    for (const [memory, key] of this.#keys(mail)) memory.add(key, column);
    this.#recency.filed(column, mail.date);
    this.learned += 1;
  }

  /** Takes a mail back that was learned for the folder: counts and memories go down, the linear learner loses the mail's share. */
  unlearn(mail: MailFeatures, mailbox: MailboxId): void {
    const column = this.columnOf(mailbox);
    if (column < 0 || (this.#filed[column] ?? 0) === 0) return;
    const view = this.view(mail);
    const square = view.values.reduce((sum, value) => sum + value * value, 0);
    const own = view.signals[view.columns.indexOf(column) * S] ?? 0;
    if (square > 0 && own > 0) this.#moveWeights(view, column, -own / (square * this.filedIn(column)));
    this.#count(view, column, -1);
    for (const [memory, key] of this.#keys(mail)) memory.remove(key, column);
    this.learned = Math.max(0, this.learned - 1);
  }

  forget(mailbox: MailboxId): void {
    const column = this.columnOf(mailbox);
    if (column < 0) return;
    this.#cells.dropColumn(column);
    for (const memory of [this.sender, this.domain, this.subject, this.thread]) memory.dropColumn(column);
    this.learned = Math.max(0, this.learned - (this.#filed[column] ?? 0));
    this.#mailboxes[column] = 0;
    this.#filed[column] = 0;
    this.#recency.forget(column);
    for (let field = 0; field < F; field++) {
      const at = column * F + field;
      this.#perField[field] = Math.max(0, (this.#perField[field] ?? 0) - (this.#perColumn[at] ?? 0));
      this.#perColumn[at] = 0;
    }
  }

  /** In how many mails of the folder, and in how many in all, a token was. */
  tokenTally(field: (typeof FIELDS)[number], text: string, column: number): { filed: number; total: number } {
    const row = this.#rowOf.get(hashToken(FIELDS.indexOf(field), text));
    if (row === undefined) return { filed: 0, total: 0 };
    const cell = this.#cells.find(row, column);
    return { filed: cell < 0 ? 0 : (this.#cells.counts[cell] ?? 0), total: this.#cells.frequency[row] ?? 0 };
  }

  /** Words of the mail that speak most for `column` against the others, strongest first. */
  tellingWords(view: View, column: number, most: number): string[] {
    const found: { text: string; worth: number }[] = [];
    const seen = new Set<string>();
    view.rows.forEach((row, at) => {
      const field = view.tokens.fields[at];
      const text = view.tokens.texts[at] ?? '';
      if (row === NO_ROW || (field !== 0 && field !== 1) || /[=_]|^\d*$|^..$/.test(text)) return;
      const cell = this.#cells.find(row, column);
      if (cell < 0 || seen.has(text)) return;
      const share = (this.#cells.counts[cell] ?? 0) / ((this.#cells.frequency[row] ?? 0) + 1);
      const worth = (view.values[at] ?? 0) * ((this.#cells.weights[cell] ?? 0) + 0.2 * share);
      if (worth <= 0 || share < 0.3) return;
      seen.add(text);
      found.push({ text, worth });
    });
    return found
      .sort((a, b) => b.worth - a.worth)
      .slice(0, most)
      .map(({ text }) => text);
  }

  write(writer: ByteWriter): void {
    writer.array(Float64Array.of(this.learned, this.#newFolders));
    for (const list of [this.#mailboxes, this.#filed, this.#perColumn]) writer.array(Float64Array.from(list));
    writer.array(this.#perField);
    writer.array(Int32Array.from(this.#rowOf.keys()));
    this.#recency.write(writer);
    this.#cells.write(writer);
    this.mixture.write(writer);
    for (const memory of [this.sender, this.domain, this.subject, this.thread]) memory.write(writer);
  }

  static read(reader: ByteReader): Model {
    const model = new Model();
    const [learned = 0, newFolders = 0] = reader.array(Float64Array);
    model.learned = learned;
    model.#newFolders = newFolders;
    model.#mailboxes = [...reader.array(Float64Array)];
    model.#filed = [...reader.array(Float64Array)];
    model.#perColumn = [...reader.array(Float64Array)];
    model.#perField = reader.array(Float64Array);
    reader.array(Int32Array).forEach((hash, row) => model.#rowOf.set(hash, row));
    model.#recency = Recency.read(reader);
    model.#cells = CellTable.read(reader);
    model.mixture = Mixture.read(reader, PRIORS);
    model.sender = FilingMemory.read(reader, FADES.sender);
    model.domain = FilingMemory.read(reader, FADES.domain);
    model.subject = FilingMemory.read(reader, FADES.subject);
    model.thread = FilingMemory.read(reader, FADES.thread);
    return model;
  }

  /** TF-IDF, each field scaled to its own length so that a long body does not drown a short subject. */
  #values(tokens: Tokens, rows: Int32Array): Float64Array {
    const values = new Float64Array(rows.length);
    const squares = new Float64Array(F);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? NO_ROW;
      const frequency = row === NO_ROW ? 0 : (this.#cells.frequency[row] ?? 0);
      const value = (1 + Math.log(tokens.counts[at] ?? 1)) * Math.log((this.learned + 2) / (frequency + 1));
      const field = tokens.fields[at] ?? 0;
      values[at] = value;
      squares[field] = (squares[field] ?? 0) + value * value;
    }
    const scales = squares.map((square, field) => (FIELD_WEIGHTS[field] ?? 0) / Math.sqrt(square || 1));
    for (let at = 0; at < rows.length; at++)
      values[at] = (values[at] ?? 0) * (scales[tokens.fields[at] ?? 0] ?? 0);
    return values;
  }

  /** Margin of the linear learner, and naive Bayes by field: log P(tokens | folder) − log P(tokens), tokens weighed as above. */
  #addWords(view: View): void {
    const { rows, values, tokens, columns, signals } = view;
    const candidateOf = new Int32Array(this.#mailboxes.length).fill(-1);
    columns.forEach((column, candidate) => (candidateOf[column] = candidate));
    const known = new Float64Array(F);
    const { start, length, classes, weights, counts, frequency } = this.#cells;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? NO_ROW;
      if (row === NO_ROW || (frequency[row] ?? 0) <= 0) continue;
      const value = values[at] ?? 0;
      const field = tokens.fields[at] ?? 0;
      known[field] = (known[field] ?? 0) + value;
      const background = SMOOTHING * (((frequency[row] ?? 0) + 0.5) / ((this.#perField[field] ?? 0) + 1));
      const from = start[row] ?? 0;
      const to = from + (length[row] ?? 0);
      for (let cell = from; cell < to; cell++) {
        const candidate = candidateOf[classes[cell] ?? 0] ?? -1;
        if (candidate < 0) continue;
        const into = candidate * S;
        signals[into] = (signals[into] ?? 0) + (weights[cell] ?? 0) * value;
        if (field === LETTERS) continue;
        const bayes = into + bayesSignal(field);
        signals[bayes] = (signals[bayes] ?? 0) + Math.log1p((counts[cell] ?? 0) / background) * value;
      }
    }
    columns.forEach((column, candidate) => {
      for (let field = 0; field < F; field++) {
        if (field === LETTERS) continue;
        const unseen = Math.log(SMOOTHING / ((this.#perColumn[column * F + field] ?? 0) + SMOOTHING));
        const bayes = candidate * S + bayesSignal(field);
        signals[bayes] = (signals[bayes] ?? 0) + unseen * (known[field] ?? 0);
      }
    });
  }

  #addMemories(view: View): void {
    const { mail, columns, signals } = view;
    const n = columns.length;
    const subject = subjectKey(mail);
    const odds = [
      memoryOdds(this.sender.get(mail.from.address), columns, 0.1),
      memoryOdds(subject === '' ? undefined : this.subject.get(subject), columns, 0.1),
      memoryOdds(this.threadOf(mail), columns, 0.05),
    ];
    const recent = this.#recency.signals(columns, mail.date);
    const nameShares = this.#names.reader(mail);
    for (let candidate = 0; candidate < n; candidate++) {
      const column = columns[candidate] ?? 0;
      const size = Math.log((((this.#filed[column] ?? 0) + 0.5) / (this.learned + 1)) * n);
      const own = [
        ...odds.map((of) => of[candidate] ?? 0),
        size,
        ...recent.subarray(candidate * 4, candidate * 4 + 4),
        ...nameShares(this.mailboxOf(column)),
      ];
      signals.set(own, candidate * S + FIRST_MEMORY_SIGNAL);
    }
  }

  #addNone(view: View): void {
    const { mail, rows, values, none } = view;
    let unknown = 0;
    let all = 0;
    for (let at = 0; at < rows.length; at++) {
      const square = (values[at] ?? 0) ** 2;
      all += square;
      if (rows[at] === NO_ROW) unknown += square;
    }
    none[0] = 1;
    none[1] = this.sender.get(mail.from.address) ? 0 : 1;
    none[2] = this.domain.get(domainOf(mail)) ? 0 : 1;
    none[3] = unknown / (all || 1);
    none[4] = Math.log(this.#newFolders + 0.005) + 4;
  }

  /** What the thread's nearest known mail says: the last reference that was filed. */
  threadOf(mail: MailFeatures): ReturnType<FilingMemory['get']> {
    return mail.references.map((id) => this.thread.get(id)).findLast((entry) => entry !== undefined);
  }

  /** Passive-aggressive (PA-I, C = 1; Crammer et al. 2006) against the strongest wrong folder. */
  #learnLinear(view: View, column: number, candidate: number): void {
    let rival = -1;
    let rivalScore = -Infinity;
    for (let other = 0; other < view.candidates; other++) {
      const score = view.signals[other * S] ?? 0;
      if (other !== candidate && score > rivalScore) [rival, rivalScore] = [other, score];
    }
    const square = view.values.reduce((sum, value) => sum + value * value, 0);
    if (square === 0) return;
    const own = candidate < 0 ? 0 : (view.signals[candidate * S] ?? 0);
    if (rival < 0) return this.#moveWeights(view, column, own >= 1 ? 0 : 0.5);
    const loss = 1 - (own - rivalScore);
    if (loss <= 0) return;
    const step = Math.min(1, loss / (2 * square));
    this.#moveWeights(view, column, step);
    this.#moveWeights(view, view.columns[rival] ?? 0, -step);
  }

  #moveWeights(view: View, column: number, step: number): void {
    if (step === 0) return;
    this.#addRows(view);
    for (let at = 0; at < view.rows.length; at++) {
      const cell = this.#cells.cell(view.rows[at] ?? 0, column);
      this.#cells.weights[cell] = (this.#cells.weights[cell] ?? 0) + step * (view.values[at] ?? 0);
    }
  }

  #count(view: View, column: number, by: 1 | -1): void {
    this.#addRows(view);
    const { rows, tokens } = view;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      const field = tokens.fields[at] ?? 0;
      const cell = this.#cells.cell(row, column);
      this.#cells.counts[cell] = Math.max(0, (this.#cells.counts[cell] ?? 0) + by);
      this.#cells.frequency[row] = Math.max(0, (this.#cells.frequency[row] ?? 0) + by);
      const total = column * F + field;
      this.#perColumn[total] = Math.max(0, (this.#perColumn[total] ?? 0) + by);
      this.#perField[field] = Math.max(0, (this.#perField[field] ?? 0) + by);
    }
    this.#filed[column] = Math.max(0, (this.#filed[column] ?? 0) + by);
  }

  #addRows(view: View): void {
    for (let at = 0; at < view.rows.length; at++) {
      if (view.rows[at] !== NO_ROW) continue;
      const row = this.#cells.addRow();
      this.#rowOf.set(view.tokens.hashes[at] ?? 0, row);
      view.rows[at] = row;
    }
  }

  #addColumn(mailbox: MailboxId): number {
    for (let field = 0; field < F; field++) this.#perColumn.push(0);
    this.#filed.push(0);
    return this.#mailboxes.push(mailbox) - 1;
  }

  #keys(mail: MailFeatures): [FilingMemory, string][] {
    const keys: [FilingMemory, string][] = [
      [this.sender, mail.from.address],
      [this.domain, domainOf(mail)],
    ];
    const subject = subjectKey(mail);
    if (subject !== '') keys.push([this.subject, subject]);
    for (const id of new Set([...mail.references, ...(mail.messageId === null ? [] : [mail.messageId])]))
      keys.push([this.thread, id]);
    return keys;
  }
}

function bayesSignal(field: number): number {
  return field < LETTERS ? 1 + field : field;
}

export function domainOf(mail: MailFeatures): string {
  return mail.from.address.split('@')[1] ?? '';
}

export function subjectKey(mail: MailFeatures): string {
  return foldText(mail.subjectNormal).trim();
}
