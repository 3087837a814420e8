import type { ByteReader, ByteWriter } from './bytes.ts';

const DAY = 86_400_000;
const FADE_PER_MAIL = 0.85;
const FADE_DAYS = 3;
const DOUBT = 0.05;
const NUMBERS = 4;

/** When each folder was last used: people file in bursts, and folders fall out of use. */
export class Recency {
  #mails = 0;
  #lastDate = 0;
  /** By column: weight fading by mail, weight fading by day, number of the last mail, date of the last mail. */
  #columns: number[] = [];

  filed(column: number, date: number): void {
    const fade = this.#dayFade(date);
    for (let at = 0; at < this.#columns.length; at += NUMBERS) {
      this.#columns[at] = (this.#columns[at] ?? 0) * FADE_PER_MAIL;
      this.#columns[at + 1] = (this.#columns[at + 1] ?? 0) * fade;
    }
    const at = column * NUMBERS;
    while (this.#columns.length < at + NUMBERS) this.#columns.push(0);
    this.#columns[at] = (this.#columns[at] ?? 0) + 1;
    this.#columns[at + 1] = (this.#columns[at + 1] ?? 0) + 1;
    this.#columns[at + 2] = ++this.#mails;
    this.#columns[at + 3] = Math.max(this.#columns[at + 3] ?? 0, date);
    this.#lastDate = Math.max(this.#lastDate, date);
  }

  /** The folder counts as not used lately. */
  forget(column: number): void {
    for (let at = 0; at < NUMBERS; at++) this.#columns[column * NUMBERS + at] = 0;
  }

  /** Four signals for each of `columns` at `date`: odds by mail, odds by day, mails idle, days idle (both as log1p). */
  signals(columns: Int32Array, date: number): Float64Array {
    const n = columns.length;
    const fade = this.#dayFade(date);
    let totalByMail = 0;
    let totalByDay = 0;
    for (let at = 0; at < this.#columns.length; at += NUMBERS) {
      totalByMail += this.#columns[at] ?? 0;
      totalByDay += (this.#columns[at + 1] ?? 0) * fade;
    }
    const signals = new Float64Array(n * NUMBERS);
    columns.forEach((column, candidate) => {
      const at = column * NUMBERS;
      const into = candidate * NUMBERS;
      const odds = (weight: number, total: number): number =>
        Math.log(((weight + DOUBT) / (total + DOUBT * n)) * n);
      signals[into] = odds(this.#columns[at] ?? 0, totalByMail);
      signals[into + 1] = odds((this.#columns[at + 1] ?? 0) * fade, totalByDay);
      signals[into + 2] = Math.log1p(this.#mails - (this.#columns[at + 2] ?? 0));
      signals[into + 3] = Math.log1p(Math.abs(date - (this.#columns[at + 3] ?? 0)) / DAY);
    });
    return signals;
  }

  write(writer: ByteWriter): void {
    writer.array(Float64Array.of(this.#mails, this.#lastDate, ...this.#columns));
  }

  static read(reader: ByteReader): Recency {
    const recency = new Recency();
    const [mails = 0, lastDate = 0, ...columns] = reader.array(Float64Array);
    recency.#mails = mails;
    recency.#lastDate = lastDate;
    recency.#columns = columns;
    return recency;
  }

  #dayFade(date: number): number {
    return Math.exp(-Math.max(0, date - this.#lastDate) / (FADE_DAYS * DAY));
  }
}
