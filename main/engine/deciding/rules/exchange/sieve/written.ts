/** A part of a script while it is written, and the extensions it takes. */
export class Requirements {
  readonly #needed = new Set<string>();

  add(extension: string): void {
    this.#needed.add(extension);
  }

  /** The line that a script begins with (RFC 5228 §3.2); empty when the core is enough. */
  written(): string {
    return this.#needed.size === 0 ? '' : `require ${texts([...this.#needed].sort())};`;
  }
}

/** A string (RFC 5228 §2.4.2). */
export function text(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** One string, or a list of them. */
export function texts(values: readonly string[]): string {
  const [only] = values;
  return values.length === 1 && only !== undefined ? text(only) : `[${values.map(text).join(', ')}]`;
}
