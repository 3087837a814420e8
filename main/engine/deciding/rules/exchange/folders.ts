import { decodeMutf7, encodeMutf7 } from '../../../platform/mutf7.ts';

/**
 * Where a folder of a Sieve script may be, best first. Scripts write the server's own separator, which may be a dot; rules have
 * their levels joined with `/`.
 */
export function foldersOf(written: string): string[] {
  const name = readable(written.trim());
  const levels = name.includes('/') || !name.includes('.') ? name : name.replaceAll('.', '/');
  return [...new Set([name, levels])].filter((path) => /[^/]/.test(path));
}

/** Old programs write folder names as IMAP does (RFC 3501 §5.1.3); a name that only looks like it stays. */
export function readable(name: string): string {
  if (!/&[A-Za-z0-9+,]*-/.test(name) || /[^\x20-\x7e]/.test(name)) return name;
  const decoded = decodeMutf7(name);
  return decoded.isWellFormed() && encodeMutf7(decoded) === name ? decoded : name;
}
