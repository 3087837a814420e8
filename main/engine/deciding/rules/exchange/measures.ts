const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };
const LARGEST = 2 ** 31 - 1;

/** A number of bytes as rules write it, exactly. */
export function shownSize(bytes: number): string {
  if (bytes > 0 && bytes % 1e6 === 0) return `${bytes / 1e6} MB`;
  return bytes > 0 && bytes % 1e3 === 0 ? `${bytes / 1e3} kB` : `${bytes} B`;
}

/** `> 5 MB` as Sieve asks it; null for what is no size, or larger than every server can read (RFC 5228 §2.4.1). */
export function readSize(amount: string): { readonly over: boolean; readonly bytes: number } | null {
  const found = /^\s*([<>])=?\s*(\d+(?:[.,]\d+)?)\s*([kmg]?)[bo]?\s*$/i.exec(amount);
  if (!found) return null;
  const bytes = Math.round(
    Number((found[2] ?? '').replace(',', '.')) * (UNITS[(found[3] ?? '').toLowerCase()] ?? 1),
  );
  return bytes <= LARGEST ? { over: found[1] === '>', bytes } : null;
}
