import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fail, succeed, type Reply } from '../contract/problem.ts';

const NAME_BYTES_MAX = 200;
const COPIES_MAX = 1000;

/** Device names of Windows, with or without an extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Makes a safe file name of what a sender called an attachment: no folders, no control or direction characters (which can
 * make "fdp.exe" read as "exe.pdf"), nothing hidden, nothing a file system refuses, at most 200 bytes.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const usable = cleaned === '' || reserved.test(cleaned) ? `attachment${cleaned && `-${cleaned}`}` : cleaned;
  const { name: stem, ext } = parse(usable);
  const extension = cut(ext, 20);
  return cut(stem, NAME_BYTES_MAX - Buffer.byteLength(extension)) + extension;
}

/** Writes a new file, under the name or the first free `name (2)`, `name (3)` …; never over another. Gives its path. */
export async function saveUnderFreeName(
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<Reply<{ path: string }>> {
  const { name: stem, ext } = parse(safeFileName(name));
  try {
    await mkdir(folder, { recursive: true });
    for (let copy = 1; copy <= COPIES_MAX; copy += 1) {
      const path = join(folder, copy === 1 ? `${stem}${ext}` : `${stem} (${copy})${ext}`);
      if (await writeNew(path, bytes)) return succeed({ path });
    }
    return fail('unexpected', folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOSPC' || code === 'EDQUOT' ? fail('disk-full', folder) : fail('unexpected', message);
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The longest beginning of whole characters within so many bytes. */
function cut(text: string, maxBytes: number): string {
  let kept = '';
  for (const char of text) {
    if (Buffer.byteLength(kept + char) > maxBytes) break;
    kept += char;
  }
  return kept;
}
