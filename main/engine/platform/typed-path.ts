import { homedir } from 'node:os';
import { isAbsolute, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A path as people type or paste it: in quotation marks, as `file://` address, from the home folder (`~`), with blanks around it.
 * Null when it does not begin at the root: what it would be relative to, nobody sees.
 */
export function readTypedPath(text: string): string | null {
  const bare = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  const path = bare.startsWith('file:') ? fromUrl(bare) : bare.replace(/^~(?=$|[\\/])/, () => homedir());
  return path !== null && isAbsolute(path) ? normalize(path) : null;
}

function fromUrl(text: string): string | null {
  try {
    return fileURLToPath(text);
  } catch {
    return null;
  }
}
