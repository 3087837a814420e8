import { createHash } from 'node:crypto';
import { modelId, type ModelId } from '../../../contract/models.ts';
import { CATALOGUE_HOST, type CatalogueEntry } from '../../../models/catalogue.ts';

/** Where an entry's file is asked for: each of its addresses at each mirror, mirror by mirror. */
export function mirroredUrls({ uris }: CatalogueEntry, mirrors: readonly string[]): URL[] {
  return mirrors.flatMap((mirror) => uris.map((uri) => new URL(uri.replace(CATALOGUE_HOST, mirror))));
}

/** An id of its own for each path or URL; fit for a file's name. */
export function idFor(kind: 'url' | 'file', source: string): ModelId {
  return modelId.parse(`${kind}-${createHash('sha256').update(source).digest('hex').slice(0, 16)}`);
}

/**
 * The address of a file that a person gave; null when it is none, or not encrypted. Hugging Face's page about a file is read as
 * the file.
 */
export function fileUrl(text: string): URL | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  if (url.origin === CATALOGUE_HOST)
    url.pathname = url.pathname.replace(/^(\/[^/]+\/[^/]+)\/blob\//, '$1/resolve/');
  return url;
}
