/** A value as it travels to the page and from it: JSON, and beside it the byte arrays that JSON cannot carry. */
export interface Packed {
  readonly value: unknown;
  /** Where in `value` (a null stands there) each array belongs, and its bytes in base64. */
  readonly bytes: readonly (readonly [path: readonly (string | number)[], base64: string])[];
}

/** Takes the byte arrays out of a plain value. */
export function packBytes(value: unknown): Packed {
  const bytes: [(string | number)[], string][] = [];
  return { value: lift(value, [], bytes), bytes };
}

function lift(value: unknown, path: (string | number)[], found: [(string | number)[], string][]): unknown {
  if (value instanceof Uint8Array) {
    found.push([path, Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')]);
    return null;
  }
  if (Array.isArray(value)) return value.map((item, index) => lift(item, [...path, index], found));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, lift(item, [...path, key], found)]),
  );
}

/** Puts the byte arrays back where they belong; a path that leads nowhere in `value` is passed over. */
export function unpackBytes({ value, bytes }: Packed): unknown {
  const root: { value: unknown } = { value };
  for (const [path, base64] of bytes) {
    const keys = ['value', ...path];
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>(own, root);
    if (typeof holder !== 'object' || holder === null || own(holder, last) !== null) continue;
    Object.assign(holder, { [last]: new Uint8Array(Buffer.from(base64, 'base64')) });
  }
  return root.value;
}

function own(holder: unknown, key: string | number): unknown {
  if (typeof holder !== 'object' || holder === null) return undefined;
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}
