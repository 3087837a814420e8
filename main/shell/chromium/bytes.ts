/** A value as it travels to the page and from it: JSON, and beside it the byte arrays that JSON cannot carry. */
export interface Packed {
  readonly value: unknown;
  /** Where in `value` (a null stands there) each array belongs, and its bytes in base64. */
  readonly bytes: readonly (readonly [path: readonly (string | number)[], base64: string])[];
}

/** Takes the byte arrays out of a plain value. */
export function packBytes(value: unknown): Packed {
  // Nearly always; and going through a large answer with the way to each of its parts in hand takes longer than sending it.
  if (!hasBytes(value)) return { value, bytes: [] };
  const bytes: [(string | number)[], string][] = [];
  return { value: lift(value, [], bytes), bytes };
}

function hasBytes(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Uint8Array || Object.values(value).some(hasBytes);
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
