import type { OnTraffic, Traffic } from '../../platform/traffic.ts';
import { MAX_CONFIG_BYTES, parseClientConfig, type ProviderConfig } from './client-config.ts';

/** An answer, and what its connection carried so far; that is left out where it is not known. */
export type PageAnswer = Response & { readonly carried?: () => Pick<Traffic, 'sent' | 'received'> };

/** Gets a page; rejects when there is no answer. */
export type FetchPage = (
  url: URL,
  init: { readonly signal: AbortSignal; readonly redirect: 'manual'; readonly credentials: 'omit' },
) => Promise<PageAnswer>;

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
  deps: {
    readonly fetch: FetchPage;
    readonly onContact: (host: string, port: number) => void;
    readonly onTraffic: OnTraffic;
  },
  signal: AbortSignal,
): Promise<ToldConfig | null> {
  try {
    let at = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      if (at.protocol !== 'https:' || signal.aborted) return null;
      const asked = { host: at.hostname, port: Number(at.port) || 443 };
      deps.onContact(asked.host, asked.port);
      const response = await deps.fetch(at, { signal, redirect: 'manual', credentials: 'omit' });
      const count = (): void => {
        if (response.carried) deps.onTraffic({ ...asked, ...response.carried() });
      };
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        count();
        at = new URL(location, at);
        continue;
      }
      const xml = response.status === 200 ? await readText(response).finally(count) : null;
      if (response.status !== 200) await response.body?.cancel().finally(count);
      const config = xml === null ? null : parseClientConfig(xml);
      return config && { config, host: url.hostname };
    }
    return null;
  } catch (error) {
    // No such host, no TLS, cut off, too slow, not a URL: all of these mean that nothing is published here.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    if (error instanceof Error && 'code' in error) return null;
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
