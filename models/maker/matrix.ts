/** A matrix of zeros to be filled in, as llama.cpp multiplies it: `rows` numbers come out of `columns`. */
export class Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly #values: Float32Array;

  constructor(rows: number, columns: number) {
    this.rows = rows;
    this.columns = columns;
    this.#values = new Float32Array(rows * columns);
  }

  /** Adds to one weight: how much of input `column` goes to output `row`. */
  add(row: number, column: number, value: number): this {
    if (row >= this.rows || column >= this.columns) throw new RangeError(`${row}, ${column} is outside`);
    const at = row * this.columns + column;
    this.#values[at] = (this.#values[at] ?? 0) + value;
    return this;
  }

  /** Half precision, row after row: the element type F16. */
  toF16(): Uint8Array {
    return new Uint8Array(Float16Array.from(this.#values).buffer);
  }
}
