import type { ByteReader, ByteWriter } from './bytes.ts';

/**
 * A sparse table: rows are tokens, columns classes; each cell has a weight (of the linear learner) and a count (mails of the
 * class with the token). Most tokens were seen in few classes, so a row is a short list in one shared pool of typed arrays.
 */
export class CellTable {
  rows = 0;
  /** Mails that had the token. */
  frequency = new Float32Array(1024);
  start = new Int32Array(1024);
  length = new Uint16Array(1024);
  #room = new Uint16Array(1024);
  #end = 0;
  classes = new Uint16Array(4096);
  weights = new Float32Array(4096);
  counts = new Float32Array(4096);

  addRow(): number {
    const row = this.rows++;
    if (row === this.start.length) this.#growRows();
    return row;
  }

  /** Where the cell is in the pool; −1 when there is none. */
  find(row: number, column: number): number {
    const from = this.start[row] ?? 0;
    const to = from + (this.length[row] ?? 0);
    for (let at = from; at < to; at++) if (this.classes[at] === column) return at;
    return -1;
  }

  /** Where the cell is in the pool; made with zeros when there was none. */
  cell(row: number, column: number): number {
    const found = this.find(row, column);
    if (found >= 0) return found;
    const length = this.length[row] ?? 0;
    if (length === this.#room[row]) this.#moveToEnd(row, length);
    const at = (this.start[row] ?? 0) + length;
    this.length[row] = length + 1;
    this.classes[at] = column;
    this.weights[at] = 0;
    this.counts[at] = 0;
    return at;
  }

  /** Takes a class out of every row. */
  dropColumn(column: number): void {
    for (let row = 0; row < this.rows; row++) {
      const at = this.find(row, column);
      if (at < 0) continue;
      const last = (this.start[row] ?? 0) + (this.length[row] ?? 0) - 1;
      this.frequency[row] = Math.max(0, (this.frequency[row] ?? 0) - (this.counts[at] ?? 0));
      this.classes[at] = this.classes[last] ?? 0;
      this.weights[at] = this.weights[last] ?? 0;
      this.counts[at] = this.counts[last] ?? 0;
      this.length[row] = (this.length[row] ?? 0) - 1;
    }
  }

  write(writer: ByteWriter): void {
    const rows = this.rows;
    const total = this.length.subarray(0, rows).reduce((sum, length) => sum + length, 0);
    const classes = new Uint16Array(total);
    const weights = new Float32Array(total);
    const counts = new Float32Array(total);
    let to = 0;
    for (let row = 0; row < rows; row++) {
      const from = this.start[row] ?? 0;
      const length = this.length[row] ?? 0;
      classes.set(this.classes.subarray(from, from + length), to);
      weights.set(this.weights.subarray(from, from + length), to);
      counts.set(this.counts.subarray(from, from + length), to);
      to += length;
    }
    for (const part of [
      this.frequency.subarray(0, rows),
      this.length.subarray(0, rows),
      classes,
      weights,
      counts,
    ]) {
      writer.array(part);
    }
  }

  static read(reader: ByteReader): CellTable {
    const table = new CellTable();
    table.frequency = reader.array(Float32Array);
    table.length = reader.array(Uint16Array);
    table.classes = reader.array(Uint16Array);
    table.weights = reader.array(Float32Array);
    table.counts = reader.array(Float32Array);
    table.rows = table.length.length;
    table.#room = table.length.slice();
    table.start = new Int32Array(table.rows);
    for (let row = 0; row < table.rows; row++) {
      table.start[row] = table.#end;
      table.#end += table.length[row] ?? 0;
    }
    return table;
  }

  #growRows(): void {
    const size = Math.max(1024, this.start.length * 2);
    this.frequency = grown(this.frequency, new Float32Array(size));
    this.start = grown(this.start, new Int32Array(size));
    this.length = grown(this.length, new Uint16Array(size));
    this.#room = grown(this.#room, new Uint16Array(size));
  }

  #moveToEnd(row: number, length: number): void {
    const room = length === 0 ? 2 : length * 2;
    if (this.#end + room > this.classes.length) {
      const size = Math.max(4096, (this.#end + room) * 2);
      this.classes = grown(this.classes, new Uint16Array(size));
      this.weights = grown(this.weights, new Float32Array(size));
      this.counts = grown(this.counts, new Float32Array(size));
    }
    const from = this.start[row] ?? 0;
    this.classes.copyWithin(this.#end, from, from + length);
    this.weights.copyWithin(this.#end, from, from + length);
    this.counts.copyWithin(this.#end, from, from + length);
    this.start[row] = this.#end;
    this.#room[row] = room;
    this.#end += room;
  }
}

function grown<T extends Float32Array | Int32Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
