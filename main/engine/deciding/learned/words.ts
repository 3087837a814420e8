import type { ByteReader, ByteWriter } from './bytes.ts';
import { CellTable } from './cells.ts';
import { STOP_WORDS } from './stop-words.ts';
import { bayesSignal, SIGNALS } from './signals.ts';
import { FIELD_WEIGHTS, FIELDS, hashToken, LETTERS, type Tokens } from './tokens.ts';

const F = FIELDS.length;
const S = SIGNALS.length;
/** Strength of the background in the naive Bayes counts, in tokens. */
const SMOOTHING = 20;
const NO_ROW = -1;

/** The words of a mail as the model knows them now: rows of the table, and TF-IDF values. */
export interface KnownWords {
  readonly tokens: Tokens;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** By the position of a token in a mail, columns for which it must not speak. */
export type Mutes = ReadonlyMap<number, ReadonlySet<number>>;

/** What words say: a passive-aggressive linear classifier, and naive Bayes by field, over one sparse table. */
export class WordModel {
  #rowOf = new Map<number, number>();
  #cells = new CellTable();
  /** Tokens learned, by column and field; and by field over all columns. */
  #perColumn: number[] = [];
  #perField = new Float64Array(F);

  addColumn(): void {
    for (let field = 0; field < F; field++) this.#perColumn.push(0);
  }

  /** Looks tokens up. TF-IDF, each field scaled to its own length so that a long body does not drown a short subject. */
  know(tokens: Tokens, learnedMails: number): KnownWords {
    const rows = Int32Array.from(tokens.hashes, (hash) => this.#rowOf.get(hash) ?? NO_ROW);
    const values = new Float64Array(rows.length);
    const squares = new Float64Array(F);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? NO_ROW;
      const frequency = row === NO_ROW ? 0 : (this.#cells.frequency[row] ?? 0);
      const value = (1 + Math.log(tokens.counts[at] ?? 1)) * Math.log((learnedMails + 2) / (frequency + 1));
      const field = tokens.fields[at] ?? 0;
      values[at] = value;
      squares[field] = (squares[field] ?? 0) + value * value;
    }
    const scales = squares.map((square, field) => (FIELD_WEIGHTS[field] ?? 0) / Math.sqrt(square || 1));
    for (let at = 0; at < rows.length; at++) {
      values[at] = (values[at] ?? 0) * (scales[tokens.fields[at] ?? 0] ?? 0);
    }
    return { tokens, rows, values };
  }

  /** Share of the mail's words, by weight, that were never seen. */
  unknownShare({ rows, values }: KnownWords): number {
    let unknown = 0;
    let all = 0;
    for (let at = 0; at < rows.length; at++) {
      const square = (values[at] ?? 0) ** 2;
      all += square;
      if (rows[at] === NO_ROW) unknown += square;
    }
    return unknown / (all || 1);
  }

  /**
   * Writes the linear score and, by field, log P(tokens | folder) − log P(tokens) of each of `columns` into `signals`.
   */
  addSignals(
    { rows, values, tokens }: KnownWords,
    columns: Int32Array,
    signals: Float64Array,
    mutes: Mutes | null,
  ): void {
    const candidateOf = new Int32Array(this.#perColumn.length / F).fill(-1);
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
      const muted = mutes?.get(at);
      for (let cell = from; cell < to; cell++) {
        if (muted?.has(classes[cell] ?? 0)) continue;
        const candidate = candidateOf[classes[cell] ?? 0] ?? -1;
        if (candidate < 0) continue;
        const into = candidate * S;
        signals[into] = (signals[into] ?? 0) + (weights[cell] ?? 0) * value;
        const count = counts[cell] ?? 0;
        if (count === 0 || field === LETTERS) continue;
        const bayes = into + bayesSignal(field);
        signals[bayes] = (signals[bayes] ?? 0) + Math.log1p(count / background) * value;
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

  /**
   * One passive-aggressive step (PA-I, Crammer et al. 2006) for `column` against its strongest rival. `own` and `rival.score`
   * are linear scores before the step; `most` is C, the largest step.
   */
  learn(
    words: KnownWords,
    column: number,
    own: number,
    rival: { column: number; score: number } | null,
    most = 1,
  ): void {
    const square = squareOf(words);
    if (square === 0) return;
    if (!rival) {
      if (own < 1) this.#move(words, column, 0.5);
      return;
    }
    const loss = 1 - (own - rival.score);
    if (loss <= 0) return;
    const step = Math.min(most, loss / (2 * square));
    this.#move(words, column, step);
    this.#move(words, rival.column, -step);
  }

  /** Takes one mail's share of a linear score back: all of it when it was the folder's only mail. */
  unlearn(words: KnownWords, column: number, own: number, mailsInFolder: number): void {
    const square = squareOf(words);
    if (square > 0 && own > 0) this.#move(words, column, -own / (square * mailsInFolder));
  }

  /** Counts a mail's tokens for a folder, or takes them back. */
  count(words: KnownWords, column: number, by: 1 | -1): void {
    this.#addRows(words);
    const { rows, tokens } = words;
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
  }

  forget(column: number): void {
    this.#cells.dropColumn(column);
    for (let field = 0; field < F; field++) {
      const at = column * F + field;
      this.#perField[field] = Math.max(0, (this.#perField[field] ?? 0) - (this.#perColumn[at] ?? 0));
      this.#perColumn[at] = 0;
    }
  }

  /** In how many mails of the folder, and in how many in all, a token was. */
  tally(field: (typeof FIELDS)[number], text: string, column: number): { filed: number; total: number } {
    const row = this.#rowOf.get(hashToken(FIELDS.indexOf(field), text));
    if (row === undefined) return { filed: 0, total: 0 };
    const cell = this.#cells.find(row, column);
    return {
      filed: cell < 0 ? 0 : (this.#cells.counts[cell] ?? 0),
      total: this.#cells.frequency[row] ?? 0,
    };
  }

  /** Words of the subject and body that speak most for the folder, strongest first. */
  telling({ rows, values, tokens }: KnownWords, column: number, most: number, mutes: Mutes | null): string[] {
    const found = new Map<string, number>();
    rows.forEach((row, at) => {
      const field = FIELDS[tokens.fields[at] ?? 0];
      const text = tokens.texts[at] ?? '';
      if (mutes?.get(at)?.has(column)) return;
      if (row === NO_ROW || (field !== 'body' && field !== 'subject') || !/^\p{L}{3,}$/u.test(text)) return;
      if (STOP_WORDS.has(text)) return;
      const cell = this.#cells.find(row, column);
      if (cell < 0) return;
      const share = (this.#cells.counts[cell] ?? 0) / ((this.#cells.frequency[row] ?? 0) + 1);
      const worth = (values[at] ?? 0) * ((this.#cells.weights[cell] ?? 0) + 0.2 * share);
      if (worth > 0 && share >= 0.3) found.set(text, Math.max(worth, found.get(text) ?? 0));
    });
    const strongest = [...found].sort(([, a], [, b]) => b - a);
    return strongest.slice(0, most).map(([text]) => text);
  }

  /** What each word of the subject and body tells of where the mail belongs: its value times how far apart it sets folders. */
  worth({ rows, values, tokens }: KnownWords): Map<string, number> {
    const worth = new Map<string, number>();
    const { start, length, weights } = this.#cells;
    rows.forEach((row, at) => {
      const field = FIELDS[tokens.fields[at] ?? 0];
      if (row === NO_ROW || (field !== 'body' && field !== 'subject')) return;
      let [least, most] = [0, 0];
      const from = start[row] ?? 0;
      for (let cell = from; cell < from + (length[row] ?? 0); cell++) {
        least = Math.min(least, weights[cell] ?? 0);
        most = Math.max(most, weights[cell] ?? 0);
      }
      const text = tokens.texts[at] ?? '';
      worth.set(text, Math.max(worth.get(text) ?? 0, (values[at] ?? 0) * (0.05 + most - least)));
    });
    return worth;
  }

  write(writer: ByteWriter): void {
    writer.array(Float64Array.from(this.#perColumn));
    writer.array(this.#perField);
    writer.array(Int32Array.from(this.#rowOf.keys()));
    this.#cells.write(writer);
  }

  static read(reader: ByteReader): WordModel {
    const model = new WordModel();
    model.#perColumn = [...reader.array(Float64Array)];
    model.#perField = reader.array(Float64Array);
    reader.array(Int32Array).forEach((hash, row) => model.#rowOf.set(hash, row));
    model.#cells = CellTable.read(reader);
    return model;
  }

  #move(words: KnownWords, column: number, step: number): void {
    this.#addRows(words);
    for (let at = 0; at < words.rows.length; at++) {
      const cell = this.#cells.cell(words.rows[at] ?? 0, column);
      this.#cells.weights[cell] = (this.#cells.weights[cell] ?? 0) + step * (words.values[at] ?? 0);
    }
  }

  #addRows({ rows, tokens }: KnownWords): void {
    for (let at = 0; at < rows.length; at++) {
      if (rows[at] !== NO_ROW) continue;
      const row = this.#cells.addRow();
      this.#rowOf.set(tokens.hashes[at] ?? 0, row);
      rows[at] = row;
    }
  }
}

function squareOf({ values }: KnownWords): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
