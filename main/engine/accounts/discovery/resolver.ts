import { promises as dns, type MxRecord, type SrvRecord } from 'node:dns';

/** What a question to DNS gave. */
export type Answer<Record> =
  | { readonly kind: 'found'; readonly records: readonly Record[] }
  /** The name exists, but has no such record. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'no-such-name' }
  /** No answer, or one that says nothing (SERVFAIL). */
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks DNS; never throws, and gives up when the signal says so. */
export interface Resolver {
  mx(domain: string, signal: AbortSignal): Promise<Answer<MxRecord>>;
  srv(name: string, signal: AbortSignal): Promise<Answer<SrvRecord>>;
}

export interface ResolverOptions {
  /** `address:port` of the servers to ask; those of the system when left out. */
  readonly servers?: readonly string[];
  /** For one try, of two. Milliseconds. */
  readonly timeout?: number;
}

/** A resolver over UDP and TCP (c-ares). */
export function createResolver({ servers, timeout = 1500 }: ResolverOptions = {}): Resolver {
  const ask = async <T>(
    signal: AbortSignal,
    question: (resolver: dns.Resolver) => Promise<T[]>,
  ): Promise<Answer<T>> => {
    if (signal.aborted) return { kind: 'failed', reason: 'aborted' };
    // One for each question: cancelling cancels all that a resolver is asked.
    const resolver = new dns.Resolver({ timeout, tries: 2 });
    if (servers) resolver.setServers(servers);
    const onAbort = () => {
      resolver.cancel();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const records = await question(resolver);
      return records.length > 0 ? { kind: 'found', records } : { kind: 'nothing' };
    } catch (error) {
      return failureOf(error);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };
  return {
    mx: (domain, signal) => ask(signal, (resolver) => resolver.resolveMx(domain)),
    srv: (name, signal) => ask(signal, (resolver) => resolver.resolveSrv(name)),
  };
}

/** Bytes of a question for a name (RFC 1035 §4.1), without what UDP and IP add. How often it was repeated, nobody tells. */
export function questionBytes(name: string): number {
  const header = 12;
  const typeAndClass = 4;
  // A length before each label, and one of 0 at the end.
  return header + Buffer.byteLength(name) + 2 + typeAndClass;
}

function failureOf(error: unknown): Answer<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENODATA':
      return { kind: 'nothing' };
    case 'ENOTFOUND':
      return { kind: 'no-such-name' };
    case '':
      throw error;
    default:
      return { kind: 'failed', reason: code };
  }
}
