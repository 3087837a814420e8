/**
 * Cuts what a client sends into command lines; literals are put into the line as quoted strings. `onLiteral` is called
 * when the client waits for leave to send one (RFC 3501 §7.5; those of RFC 7888 need none).
 */
export class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #onLiteral: () => void;
  #buffer = '';
  #line = '';
  #literal = 0;

  constructor(onLine: (line: string) => void, onLiteral: () => void) {
    this.#onLine = onLine;
    this.#onLiteral = onLiteral;
  }

  push(bytes: Buffer): void {
    this.#buffer += bytes.toString('latin1');
    while (this.#next());
  }

  #next(): boolean {
    if (this.#literal > 0) {
      if (this.#buffer.length < this.#literal) return false;
      this.#line += `"${this.#buffer.slice(0, this.#literal).replace(/["\\]/g, '\\$&')}"`;
      this.#buffer = this.#buffer.slice(this.#literal);
      this.#literal = 0;
    }
    const end = this.#buffer.indexOf('\r\n');
    if (end < 0) return false;
    const part = this.#buffer.slice(0, end);
    this.#buffer = this.#buffer.slice(end + 2);
    const [marker = '', size = '', now = ''] = /\{(\d+)(\+?)\}$/.exec(part) ?? [];
    this.#line += part.slice(0, part.length - marker.length);
    if (marker !== '') {
      this.#literal = Number(size);
      if (now === '') this.#onLiteral();
      return true;
    }
    const line = this.#line;
    this.#line = '';
    this.#onLine(line);
    return true;
  }
}
