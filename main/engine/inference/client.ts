import { assertNever } from '../../../contract/assert-never.ts';
import {
  fromInference,
  prepared,
  scores,
  tokenCounts,
  type InferenceRequest,
  type ModelChoice,
  type Prepared,
  type PromptPart,
  type Question,
  type Scores,
  type ToInference,
  type WritingTask,
  type Written,
  written,
} from '../../../contract/inference-wire.ts';
import type { z } from 'zod';
import { fail, succeed, type Problem, type Reply } from '../../../contract/problem.ts';
import type { Logger } from '../platform/logger.ts';
import type { ProcessChannel } from '../platform/process-channel.ts';
import { Deaths } from './deaths.ts';

/** Longer silence than this of a process that has work is a hang. */
const SILENCE_MS = 120_000;
const CLOSE_TIMEOUT_MS = 5000;
/** Nobody waits longer than this for the processor to be free again; short steps of a large model would cost half its speed. */
const CANCEL_MS = 1200;

export interface InferenceOptions {
  /** Starts the process that owns llama.cpp. */
  readonly start: () => ProcessChannel;
  readonly logger: Logger;
  /** The memory is given back after this long without a request. */
  readonly idleMs: number;
  readonly silenceMs?: number;
  /** A cancelled request that is still under way after this long is ended with the process. */
  readonly cancelMs?: number;
}

/** `failed`: it died or refused too often, or the model cannot be used; choosing a model tries again. */
export type InferenceState = 'unloaded' | 'loading' | 'ready' | 'failed';

/**
 * The language model as the engine knows it: a process that starts with the first request, ends when it has been idle, and may
 * die at any moment. Requests under way get `model-stopped` then, and may be made again; the next one starts it anew.
 * Other replies: `model-unusable` and `not-found` (of the file), `invalid-input` (too long, a label of several tokens),
 * `cancelled`.
 */
export interface Inference {
  /** Takes this model from now on, or none; the one that is loaded is let go if it is another. */
  choose(model: ModelChoice | null): void;
  state(): InferenceState;
  /** Evaluates a prefix, or finds it kept. */
  prepare(prefix: readonly PromptPart[], threads: number, signal?: AbortSignal): Promise<Reply<Prepared>>;
  score(question: Question, signal?: AbortSignal): Promise<Reply<Scores>>;
  /** Writes what a grammar allows; `onText` gets all that is written so far, at each token. */
  write(task: WritingTask, onText: (text: string) => void, signal?: AbortSignal): Promise<Reply<Written>>;
  /** How many tokens each text is. */
  count(texts: readonly string[], signal?: AbortSignal): Promise<Reply<number[]>>;
  /** Lets the model go now. Requests under way get `model-stopped`. */
  unload(): Promise<void>;
}

interface Waiting {
  readonly request: InferenceRequest;
  readonly resolve: (reply: Reply<unknown>) => void;
  readonly onText: ((text: string) => void) | undefined;
}

/** One life of the process. */
interface Life {
  readonly channel: ProcessChannel;
  readonly ended: Promise<void>;
  ready: boolean;
  problem: Problem | null;
  /** It was asked to end. */
  closing: boolean;
}

/** Makes the client; nothing is started before the first request. */
export function openInference(options: InferenceOptions): Inference {
  const { logger, idleMs, silenceMs = SILENCE_MS, cancelMs = CANCEL_MS } = options;
  const waiting = new Map<number, Waiting>();
  const deaths = new Deaths();
  let model: ModelChoice | null = null;
  let refusal: Problem | null = null;
  let life: Life | null = null;
  let idle: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  let lastId = 0;
  /** The end of the process before: two models at once may be more than there is memory. */
  let left = Promise.resolve();

  function begin(chosen: ModelChoice): Life {
    const ended = Promise.withResolvers<void>();
    const channel = options.start();
    const begun: Life = { channel, ended: ended.promise, ready: false, problem: null, closing: false };
    channel.onMessage((message) => {
      if (life === begun) receive(begun, message);
    });
    channel.onExit((code) => {
      ended.resolve();
      if (life === begun) onEnd(begun, code);
    });
    post(begun, { type: 'start', model: chosen });
    return begun;
  }

  function receive(from: Life, message: unknown): void {
    const parsed = fromInference.safeParse(message);
    if (!parsed.success) {
      logger.error({ issues: parsed.error.issues.length }, 'the model process said something unknown');
      return;
    }
    watch();
    const said = parsed.data;
    switch (said.type) {
      case 'alive':
        return;
      case 'ready':
        from.ready = true;
        logger.info({ ms: Math.round(said.loadMilliseconds) }, 'model loaded');
        for (const [id, { request }] of waiting) post(from, { type: 'ask', id, request });
        return;
      case 'refused':
        from.problem = said.problem;
        return;
      case 'text':
        waiting.get(said.id)?.onText?.(said.text);
        return;
      case 'answer':
        settle(said.id, said.reply.ok ? succeed(said.reply.value) : said.reply);
        return;
      default:
        assertNever(said);
    }
  }

  function onEnd(which: Life, code: number | null): void {
    life = null;
    refusal = which.problem;
    if (!which.closing && refusal === null) {
      logger.warn({ code }, 'the model process died');
      deaths.record();
    }
    for (const id of [...waiting.keys()])
      settle(id, { ok: false, problem: refusal ?? { code: 'model-stopped' } });
  }

  function settle(id: number, reply: Reply<unknown>): void {
    waiting.get(id)?.resolve(reply);
    waiting.delete(id);
    watch();
    clearTimeout(idle);
    if (waiting.size === 0) idle = setTimeout(() => void unload(), idleMs).unref();
  }

  /** Starts the wait for a sign of life anew. */
  function watch(): void {
    clearTimeout(silence);
    if (waiting.size === 0 || life === null) return;
    const watched = life;
    silence = setTimeout(() => {
      logger.error({}, 'the model process hangs');
      watched.channel.kill();
    }, silenceMs).unref();
  }

  async function ask<Schema extends z.ZodType>(
    request: InferenceRequest,
    answer: Schema,
    signal?: AbortSignal,
    onText?: (text: string) => void,
  ): Promise<Reply<z.infer<Schema>>> {
    if (life === null) await left;
    if (signal?.aborted) return fail('cancelled');
    if (model === null) return fail('model-unusable', 'none is chosen');
    if (refusal !== null) return { ok: false, problem: refusal };
    if (life === null && deaths.tooMany()) return fail('model-stopped', 'it died too often');
    clearTimeout(idle);
    life ??= begin(model);
    const asked = life;
    const id = ++lastId;
    let overdue: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      if (!asked.ready) return settle(id, fail('cancelled'));
      post(asked, { type: 'cancel', id });
      // One that still waits for its turn costs nothing, and its end must not take the one before it along.
      const [underWay] = waiting.keys();
      if (underWay !== id) return settle(id, fail('cancelled'));
      overdue = setTimeout(() => {
        asked.closing = true;
        asked.channel.kill();
      }, cancelMs);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const reply = await new Promise<Reply<unknown>>((resolve) => {
      waiting.set(id, { request, resolve, onText });
      if (asked.ready) post(asked, { type: 'ask', id, request });
      watch();
    });
    signal?.removeEventListener('abort', cancel);
    clearTimeout(overdue);
    if (!reply.ok && signal?.aborted) return fail('cancelled');
    return reply.ok ? succeed(answer.parse(reply.value)) : reply;
  }

  function unload(): Promise<void> {
    if (life !== null) left = end(life);
    life = null;
    for (const id of [...waiting.keys()]) settle(id, fail('model-stopped'));
    clearTimeout(idle);
    return left;
  }

  return {
    choose: (chosen) => {
      if (JSON.stringify(chosen) !== JSON.stringify(model)) void unload();
      model = chosen;
      refusal = null;
      deaths.forget();
    },
    state: () => {
      if (life !== null) return life.ready ? 'ready' : 'loading';
      return refusal !== null || deaths.tooMany() ? 'failed' : 'unloaded';
    },
    prepare: (prefix, threads, signal) =>
      ask({ kind: 'prepare', prefix: [...prefix], threads }, prepared, signal),
    score: (question, signal) => ask({ kind: 'score', ...question }, scores, signal),
    write: (task, onText, signal) => ask({ kind: 'write', ...task }, written, signal, onText),
    count: (texts, signal) => ask({ kind: 'count', texts: [...texts] }, tokenCounts, signal),
    unload,
  };
}

async function end(life: Life): Promise<void> {
  life.closing = true;
  post(life, { type: 'close' });
  const overdue = setTimeout(() => life.channel.kill(), CLOSE_TIMEOUT_MS);
  await life.ended;
  clearTimeout(overdue);
}

function post({ channel }: Life, message: ToInference): void {
  channel.send(message);
}
