import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';

/** Headers that prove what a file is, as the first server of a chain told them: the last one only keeps bytes. */
export interface LinkedFile {
  /** SHA-256 in hexadecimal: `X-Linked-Etag` of a file that Hugging Face keeps by Git LFS or Xet. */
  readonly sha256: string | null;
  /** `X-Linked-Size`; bytes. */
  readonly size: number | null;
}

export interface Answer {
  readonly response: Response;
  /** The host that answered in the end. */
  readonly host: string;
  readonly at: URL;
  readonly linked: LinkedFile;
}

export interface AskOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** How long a server may take to begin its answer. */
  readonly answerMs: number;
  readonly onContact: (host: string, port: number) => void;
  readonly signal: AbortSignal;
}

const MAX_REDIRECTS = 8;

/**
 * Asks for a file and follows redirects, never to an unencrypted address. The body is still to be read. Failures of the
 * network, of the certificate and of time are problems; what servers say is for the caller to judge.
 * @throws the signal's reason
 */
export async function askServer(url: URL, options: AskOptions): Promise<Reply<Answer>> {
  let at = url;
  let linked: LinkedFile = { sha256: null, size: null };
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    if (at.protocol !== 'https:') return fail('server-refused', `${at.protocol}//${at.host}`);
    options.onContact(at.hostname, Number(at.port) || 443);
    const reply = await askOnce(at, options);
    if (!reply.ok) return reply;
    const response = reply.value;
    linked = { sha256: linked.sha256 ?? linkedSha(response), size: linked.size ?? linkedSize(response) };
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null)
      return succeed({ response, host: at.host, at, linked });
    await response.body?.cancel();
    if (!URL.canParse(location, at.href))
      return fail('server-refused', `HTTP ${response.status}, ${at.host}`);
    at = new URL(location, at);
  }
  return fail('server-refused', `${MAX_REDIRECTS} × HTTP 3xx`);
}

async function askOnce(
  url: URL,
  { headers, answerMs, signal }: Pick<AskOptions, 'headers' | 'answerMs' | 'signal'>,
): Promise<Reply<Response>> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), answerMs);
  try {
    // Compressed, a range would be one of other bytes.
    const asked = { 'accept-encoding': 'identity', 'user-agent': 'Casier', ...headers };
    const bounds = AbortSignal.any([signal, late.signal]);
    return succeed(
      await fetch(url.href, { headers: asked, redirect: 'manual', credentials: 'omit', signal: bounds }),
    );
  } catch (error) {
    signal.throwIfAborted();
    return late.signal.aborted ? fail('timeout', url.host) : networkProblem(error, url.host);
  } finally {
    clearTimeout(timer);
  }
}

type Refusal = { ok: false; problem: Problem };

/** What went wrong on the way, as a problem. @throws what is no failure of the network */
export function networkProblem(error: unknown, host: string): Refusal {
  if (!(error instanceof TypeError)) throw error;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (/CERT|SIGNATURE|ISSUER/.test(code)) return fail('certificate', host);
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return fail('timeout', host);
  return fail('unreachable', code === '' ? host : `${host}: ${code}`);
}

function linkedSha({ headers }: Response): string | null {
  const told = /^(?:W\/)?"?([0-9a-f]{64})"?$/i.exec(headers.get('x-linked-etag') ?? '');
  return told?.[1]?.toLowerCase() ?? null;
}

function linkedSize({ headers }: Response): number | null {
  const told = headers.get('x-linked-size') ?? '';
  return /^\d{1,15}$/.test(told) ? Number(told) : null;
}
