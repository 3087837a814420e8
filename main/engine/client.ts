import { setTimeout as pause } from 'node:timers/promises';
import { assertNever } from '../../contract/assert-never.ts';
import type { EngineState, RebuildReport } from '../../contract/app.ts';
import { fromEngine, type SecretRequest, type ToEngine } from '../../contract/engine-wire.ts';
import {
  engineCalls,
  events,
  type AnyEngineEvent,
  type CallInput,
  type CallOutput,
  type EngineCallName,
} from '../../contract/index.ts';
import { fail, succeed, type Problem, type Reply } from '../../contract/problem.ts';
import { LentProcesses } from './lent-processes.ts';
import type { Logger } from './platform/logger.ts';
import type { ProcessChannel } from './platform/process-channel.ts';
import { SecretsUnavailable, type SecretStore } from './platform/secrets.ts';

const RESTARTS_MAX = 5;
const RESTARTS_WINDOW_MS = 60_000;
const FIRST_DELAY_MS = 100;
const CLOSE_TIMEOUT_MS = 10_000;

export interface EngineClientOptions {
  /** Starts the engine's process. */
  readonly start: () => ProcessChannel;
  /** Starts the process that owns the language model, for the engine. */
  readonly startInference: () => ProcessChannel;
  readonly settings: Omit<Extract<ToEngine, { type: 'start' }>, 'type' | 'rebuild'>;
  readonly secrets: SecretStore;
  readonly logger: Logger;
}

export interface EngineStatus {
  readonly state: EngineState;
  /** The code of the problem that keeps the engine from starting. */
  readonly detail?: string;
}

/** The engine as the application process knows it: a process that may die and comes back. */
export interface EngineClient {
  /**
   * Asks the engine. A call made while it starts waits for it; one that was under way when it died gets `engine-down`,
   * for only the engine knows how far it came. Unknown names get `invalid-input`.
   */
  call<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** The same for a name and input that come from outside. */
  relay(name: string, input: unknown): Promise<Reply<unknown>>;
  onEvent(listener: (event: AnyEngineEvent) => void): void;
  onStatus(listener: (status: EngineStatus) => void): void;
  status(): EngineStatus;
  /** Starts an engine that gave up, again; with `rebuild` after building its damaged database anew. One that works goes on. */
  start(rebuild: boolean): Promise<Reply<{ rebuilt: RebuildReport | null }>>;
  /** Ends the engine in order and starts it anew; resolves when it works, or cannot. Calls made meanwhile wait for it. */
  restart(): Promise<void>;
  /** Lets the engine finish its step and end; kills it when it takes longer than 10 s. */
  close(): Promise<void>;
}

interface PendingCall {
  readonly name: string;
  readonly input: unknown;
  readonly resolve: (reply: Reply<unknown>) => void;
}

/** Starts the engine and keeps it running: at most 5 restarts in a minute, each after twice the delay of the one before. */
export function startEngineClient(options: EngineClientOptions): EngineClient {
  const { logger } = options;
  const waiting: PendingCall[] = [];
  const inFlight = new Map<number, PendingCall>();
  const eventListeners: ((event: AnyEngineEvent) => void)[] = [];
  const statusListeners: ((status: EngineStatus) => void)[] = [];
  const restarts: number[] = [];
  let lastId = 0;
  let status: EngineStatus = { state: 'starting' };
  let refusal: Problem | null = null;
  let closing = false;
  let again = false;
  let ended = Promise.withResolvers<void>();
  let starting = Promise.withResolvers<Reply<{ rebuilt: RebuildReport | null }>>();
  let channel = open();
  const lent = new LentProcesses(options.startInference, (message) => post(channel, message));

  function open(rebuild = false): ProcessChannel {
    ended = Promise.withResolvers();
    const opened = options.start();
    opened.onMessage((message) => receive(opened, message));
    opened.onExit((code) => onExit(code));
    post(opened, { type: 'start', ...options.settings, rebuild });
    return opened;
  }

  function receive(from: ProcessChannel, message: unknown): void {
    const parsed = fromEngine.safeParse(message);
    if (!parsed.success) {
      logger.error({ err: parsed.error }, 'the engine said something unknown');
      return;
    }
    const said = parsed.data;
    switch (said.type) {
      case 'ready':
        setStatus({ state: 'ready' });
        starting.resolve(succeed({ rebuilt: said.rebuilt }));
        for (const call of waiting.splice(0)) send(call);
        return;
      case 'refused':
        refusal = said.problem;
        logger.error({ code: said.problem.code }, 'the engine cannot start');
        return;
      case 'reply':
        inFlight.get(said.id)?.resolve(said.reply);
        inFlight.delete(said.id);
        return;
      case 'event':
        pass(said.name, said.payload);
        return;
      case 'lent':
        lent.carryOut(said);
        return;
      case 'secret-ask':
        void answerSecret(options.secrets, said.request).then((reply) => {
          post(from, { type: 'secret-answer', id: said.id, reply });
        });
        return;
      default:
        assertNever(said);
    }
  }

  function pass(name: string, payload: unknown): void {
    const parsed = Object.hasOwn(events, name)
      ? events[name as keyof typeof events].payload.safeParse(payload)
      : null;
    if (!parsed?.success) {
      logger.error({ event: name, err: parsed?.error }, 'the engine told an unknown event');
      return;
    }
    for (const listener of eventListeners) listener({ name, payload: parsed.data } as AnyEngineEvent);
  }

  function onExit(code: number | null): void {
    lent.killAll();
    for (const call of inFlight.values()) call.resolve(fail('engine-down'));
    inFlight.clear();
    ended.resolve();
    if (closing) {
      giveUp({ code: 'engine-down' });
      return;
    }
    if (again) {
      again = false;
      channel = open();
      return;
    }
    if (refusal) {
      setStatus({ state: 'failed', detail: refusal.code });
      giveUp(refusal);
      return;
    }
    logger.error({ code }, 'the engine died');
    void restart();
  }

  async function restart(): Promise<void> {
    const now = performance.now();
    while (restarts[0] !== undefined && now - restarts[0] > RESTARTS_WINDOW_MS) restarts.shift();
    if (restarts.length >= RESTARTS_MAX) {
      setStatus({ state: 'failed', detail: 'engine-down' });
      giveUp({ code: 'engine-down' });
      return;
    }
    setStatus({ state: 'restarting' });
    const delay = FIRST_DELAY_MS * 2 ** restarts.length;
    restarts.push(now);
    await pause(delay);
    if (!closing) channel = open();
  }

  async function endOrKill(): Promise<void> {
    const ending = channel;
    const over = ended.promise;
    post(ending, { type: 'close' });
    const overdue = setTimeout(() => ending.kill(), CLOSE_TIMEOUT_MS);
    await over;
    clearTimeout(overdue);
  }

  function giveUp(problem: Problem): void {
    starting.resolve({ ok: false, problem });
    for (const call of waiting.splice(0)) call.resolve({ ok: false, problem });
  }

  function setStatus(next: EngineStatus): void {
    status = next;
    for (const listener of statusListeners) listener(next);
  }

  function send(call: PendingCall): void {
    const id = ++lastId;
    inFlight.set(id, call);
    post(channel, { type: 'call', id, name: call.name, input: call.input });
  }

  function relay(name: string, input: unknown): Promise<Reply<unknown>> {
    if (!isEngineCall(name)) {
      logger.error({ call: name }, 'unknown call refused');
      return Promise.resolve(fail('invalid-input', 'unknown call'));
    }
    if (closing) return Promise.resolve(fail('engine-down'));
    if (status.state === 'failed') {
      return Promise.resolve({ ok: false, problem: refusal ?? { code: 'engine-down' } });
    }
    return new Promise((resolve) => {
      const call = { name, input, resolve };
      if (status.state === 'ready') send(call);
      else waiting.push(call);
    });
  }

  return {
    call: (name, input) => relay(name, input) as Promise<Reply<CallOutput<typeof name>>>,
    relay,
    onEvent: (listener) => eventListeners.push(listener),
    onStatus: (listener) => statusListeners.push(listener),
    status: () => status,
    start: (rebuild) => {
      if (closing) return Promise.resolve(fail('engine-down'));
      if (status.state !== 'failed') return Promise.resolve(succeed({ rebuilt: null }));
      refusal = null;
      restarts.length = 0;
      starting = Promise.withResolvers();
      setStatus({ state: 'starting' });
      channel = open(rebuild);
      return starting.promise;
    },
    restart: async () => {
      if (closing || status.state !== 'ready') return;
      again = true;
      starting = Promise.withResolvers();
      setStatus({ state: 'restarting' });
      await endOrKill();
      // What was asked of the new engine's start is done when it is ready.
      await starting.promise;
    },
    close: async () => {
      closing = true;
      if (status.state === 'failed' || status.state === 'restarting') return;
      await endOrKill();
    },
  };
}

function post(channel: ProcessChannel, message: ToEngine): void {
  channel.send(message);
}

async function answerSecret(secrets: SecretStore, request: SecretRequest): Promise<Reply<unknown>> {
  try {
    switch (request.action) {
      case 'get':
        return succeed(await secrets.get(request.name));
      case 'set':
        return succeed(await secrets.set(request.name, request.value));
      case 'delete':
        return succeed(await secrets.delete(request.name));
      default:
        return assertNever(request);
    }
  } catch (error) {
    if (error instanceof SecretsUnavailable) return fail('secrets-unavailable', error.message);
    return fail('unexpected', error instanceof Error ? error.message : String(error));
  }
}

function isEngineCall(name: string): name is EngineCallName {
  return Object.hasOwn(engineCalls, name);
}
