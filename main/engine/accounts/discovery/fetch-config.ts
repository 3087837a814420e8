import { MAX_CONFIG_BYTES, parseClientConfig, type ProviderConfig } from './client-config.ts';

/** Gets a page; `fetch` of the platform, or another in tests. */
export type FetchPage = (
  url: URL,
  init: { readonly signal: AbortSignal; readonly redirect: 'manual'; readonly credentials: 'omit' },
) => Promise<Response>;

const MAX_REDIRECTS = 3;

/**
 * Where a domain may publish its settings (draft-bucksch-autoconfig §3). Always encrypted, and without the address that the
 * draft would have us send: the domain is all that anybody learns, and files with placeholders need no more.
 */
export function configUrls(domain: string): URL[] {
  return [
    new URL(`https://autoconfig.${domain}/mail/config-v1.1.xml`),
    new URL(`https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`),
  ];
}

export interface ToldConfig {
  readonly config: ProviderConfig;
  /** The host that told. */
  readonly host: string;
}

/**
 * Gets and reads a description; null when there is none, for whatever reason. Follows a few redirects, never to an
 * unencrypted page.
 */
export async function fetchConfig(
  url: URL,
  deps: { readonly fetch: FetchPage; readonly onContact: (host: string, port: number) => void },
  signal: AbortSignal,
): Promise<ToldConfig | null> {
  try {
    let at = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      if (at.protocol !== 'https:' || signal.aborted) return null;
      deps.onContact(at.hostname, Number(at.port) || 443);
      const response = await deps.fetch(at, { signal, redirect: 'manual', credentials: 'omit' });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        at = new URL(location, at);
        continue;
      }
      const xml = response.status === 200 ? await readText(response) : null;
      const config = xml === null ? null : parseClientConfig(xml);
      return config && { config, host: url.hostname };
    }
    return null;
  } catch (error) {
    // No such host, no TLS, cut off, too slow, not a URL: all of these mean that nothing is published here.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** The body as text; null when it is larger than any description. */
async function readText(response: Response): Promise<string | null> {
  if (!response.body) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_CONFIG_BYTES) return null;
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
