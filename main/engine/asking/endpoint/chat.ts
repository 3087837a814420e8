import { setTimeout as delay } from 'node:timers/promises';
import type { Question, Scores } from '../../../../contract/inference-wire.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { hostOf, portOf } from './address.ts';
import { completion, readLetter, readProbabilities, type Completion, type Read } from './answer.ts';
import type { OnTraffic } from '../../platform/traffic.ts';
import { post, type Posted } from './post.ts';
import { messageOf } from './words.ts';

/** Servers with the limits of OpenAI give no more. */
const MOST_TOLD = 20;
/** A large model that is loaded first, or a prompt on a slow computer, takes its time. */
const TIMEOUT_MS = 180_000;
/** Waits before a server that is too busy is asked again, where it does not say how long; none lasts longer than the last. */
const WAITS_MS = [1000, 4000, 30_000];

export interface ChatOptions {
  readonly url: URL;
  readonly model: string;
  readonly key: string | null;
  /** Told before each connection. */
  readonly onContact: (host: string, port: number) => void;
  readonly onTraffic?: OnTraffic | undefined;
  readonly timeoutMs?: number | undefined;
  readonly waitsMs?: readonly number[] | undefined;
  /** Problems carry the server's own words: only where nothing of a mail was asked, for servers like to repeat it. */
  readonly quotes?: boolean;
}

/** How a server is asked, from the best to the least. */
const manners = ['probabilities', 'constrained', 'plain'] as const;
type Manner = (typeof manners)[number];

/** One server and its model. Once it has answered, it is asked in that manner from then on. */
export class Chat {
  readonly #options: ChatOptions;
  #manner: Manner = manners[0];
  /** It said how long to leave it alone: until then it is not contacted; by the clock that only goes forward. */
  #notBefore = 0;

  constructor(options: ChatOptions) {
    this.#options = options;
  }

  /** What it was found to give. */
  get gives(): 'probabilities' | 'letters' {
    return this.#manner === 'probabilities' ? 'probabilities' : 'letters';
  }

  /** Scores as the model on this computer does, from one token. Problems: those of `post`, and of statuses. */
  async score(question: Omit<Question, 'threads'>, signal: AbortSignal): Promise<Reply<Scores>> {
    const begin = performance.now();
    if (begin < this.#notBefore) return this.#throttled();
    let manner: Manner | null = this.#manner;
    while (manner !== null) {
      const reply = await this.#ask(question, manner, signal);
      if (!reply.ok) return reply;
      const answer = reply.value;
      const read = answer && readIn(manner, answer, question.labels);
      if (read) {
        this.#manner = manner;
        const kept = answer.usage?.prompt_tokens_details?.cached_tokens ?? 0;
        return succeed({
          ...read,
          tokens: Math.max(0, (answer.usage?.prompt_tokens ?? 0) - kept),
          prefix: { tokens: kept, from: kept > 0 ? 'memory' : 'evaluation', milliseconds: 0 },
          milliseconds: performance.now() - begin,
        });
      }
      manner = manners[manners.indexOf(manner) + 1] ?? null;
    }
    return fail('endpoint-unfit', this.#options.url.host);
  }

  /** Null: it does not accept being asked in this manner, and may in another. */
  async #ask(
    question: Omit<Question, 'threads'>,
    manner: Manner,
    signal: AbortSignal,
  ): Promise<Reply<Completion | null>> {
    const reply = await this.#post({ ...this.#body(question), ...extra(manner, question.labels) }, signal);
    if (!reply.ok) return reply;
    const { status, body } = reply.value;
    if ((status === 400 || status === 422) && manner !== 'plain') return succeed(null);
    if (status !== 200) return this.#refusal(reply.value);
    const parsed = completion.safeParse(jsonOf(body));
    return parsed.success ? succeed(parsed.data) : fail('endpoint-unfit', this.#options.url.host);
  }

  #body(question: Omit<Question, 'threads'>): Record<string, unknown> {
    const { model } = this.#options;
    return {
      ...(model === '' ? {} : { model }),
      messages: [{ role: 'user', content: messageOf(question) }],
      max_tokens: 1,
      temperature: 0,
      stream: false,
    };
  }

  /** Asks again, a few times, where the server is only too busy for now. */
  async #post(body: unknown, signal: AbortSignal): Promise<Reply<Posted>> {
    const { url, key, onContact, onTraffic, timeoutMs = TIMEOUT_MS, waitsMs = WAITS_MS } = this.#options;
    const path = new URL(url);
    path.pathname = `${url.pathname.replace(/\/$/, '')}/v1/chat/completions`;
    for (let tries = 0; ; tries++) {
      onContact(hostOf(url), portOf(url));
      const reply = await post(path, body, { key, timeoutMs, signal, onTraffic });
      const wait = waitsMs[tries];
      if (!reply.ok || wait === undefined || !isBusy(reply.value.status)) return reply;
      const asked = (reply.value.retryAfterSeconds ?? 0) * 1000;
      // Longer than it is worth waiting here: the queue comes back to it.
      if (asked > Math.max(...waitsMs)) return reply;
      await delay(Math.max(asked, wait), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return fail('cancelled');
    }
  }

  #refusal({ status, body, retryAfterSeconds }: Posted): Reply<never> {
    const { url, quotes } = this.#options;
    const words = quotes ? wordsOf(body) : '';
    const detail = `HTTP ${status}, ${url.host}${words === '' ? '' : `: ${words}`}`;
    if (status === 401 || status === 403) return fail('endpoint-key', detail);
    if (status === 408 || status === 504) return fail('timeout', detail);
    if (status === 429) {
      this.#notBefore = performance.now() + (retryAfterSeconds ?? 0) * 1000;
      return this.#throttled();
    }
    return fail(status >= 400 && status < 500 ? 'endpoint-unfit' : 'server-refused', detail);
  }

  #throttled(): Reply<never> {
    const seconds = Math.ceil((this.#notBefore - performance.now()) / 1000);
    const wait = seconds > 0 ? { retryAfterSeconds: seconds } : {};
    return {
      ok: false,
      problem: { code: 'throttled', detail: `HTTP 429, ${this.#options.url.host}`, ...wait },
    };
  }
}

/** Null: the server did not give what this manner is about. */
function readIn(manner: Manner, answer: Completion, labels: readonly string[]): Read | null {
  return manner === 'probabilities' ? readProbabilities(answer, labels) : readLetter(answer, labels);
}

/** `grammar` is llama-server's, the others vLLM's, old and new; servers pass over what is not theirs. */
function extra(manner: Manner, labels: readonly string[]): Record<string, unknown> {
  if (manner === 'plain') return {};
  if (manner === 'probabilities') return { logprobs: true, top_logprobs: MOST_TOLD };
  const grammar = `root ::= ${labels.map((label) => JSON.stringify(label)).join(' | ')}`;
  return { grammar, guided_choice: labels, structured_outputs: { choice: labels } };
}

function isBusy(status: number): boolean {
  return status === 429 || status === 502 || status === 503;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a server says of a failure: in OpenAI's form, or Ollama's. */
function wordsOf(body: string): string {
  const { error } = (jsonOf(body) ?? {}) as { error?: unknown };
  const said = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return typeof said === 'string' ? said.replace(/\s+/g, ' ').slice(0, 200) : '';
}
