import { readable } from '../folders.ts';

/**
 * The folder that a URI names: `imap://user%40host@server/INBOX/Factures`, `mailbox://nobody@Local%20Folders/Factures`. Old files
 * name folders in modified UTF-7 behind the percent signs. Null when it names none.
 */
export function folderOfUri(uri: string): { readonly path: string; readonly isLocal: boolean } | null {
  const found = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)\/(.*)$/is.exec(uri.trim());
  if (!found) return null;
  const levels = (found[3] ?? '').split('/').map((level) => readable(decoded(level)).trim());
  const path = levels.filter((level) => level !== '').join('/');
  if (path === '') return null;
  return { path, isLocal: found[1]?.toLowerCase() === 'mailbox' };
}

/** Percent-encoded UTF-8, or Latin-1 in files of long ago; what is neither stays as it is written. */
function decoded(level: string): string {
  try {
    return decodeURIComponent(level);
  } catch {
    return level.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}
