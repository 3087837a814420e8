import { Mutex } from 'async-mutex';
import { assertNever } from '../../contract/assert-never.ts';
import {
  toInference,
  type FromInference,
  type InferenceRequest,
  type ModelChoice,
  type ToInference,
} from '../../contract/inference-wire.ts';
import { fail, succeed, type Problem, type Reply } from '../../contract/problem.ts';
import { openParentChannel } from '../engine/platform/parent-channel.ts';
import { LoadedModel } from './loaded-model.ts';

/**
 * The process that owns llama.cpp: one model, one request at a time. It keeps nothing that cannot be made again, so it may be
 * killed at any moment, and what is evaluated when its parent goes is worth nothing to anybody.
 */

const channel = openParentChannel<FromInference>();
const oneAtATime = new Mutex();
const underWay = new Map<number, AbortController>();
let loading: Promise<LoadedModel> | null = null;

channel.onMessage((message) => {
  const parsed = toInference.safeParse(message);
  // A request that cannot be read cannot be answered: its sender would wait for ever.
  if (!parsed.success) throw new Error('a message of an unknown shape');
  void act(parsed.data);
});
// Not `exit`: it would wait for threads that calculate.
channel.onClosed(() => process.kill(process.pid, 'SIGKILL'));

async function act(message: ToInference): Promise<void> {
  switch (message.type) {
    case 'start':
      await start(message.model);
      return;
    case 'ask':
      channel.send({ type: 'answer', id: message.id, reply: await answer(message.id, message.request) });
      return;
    case 'cancel':
      underWay.get(message.id)?.abort();
      return;
    case 'close':
      for (const controller of underWay.values()) controller.abort();
      await oneAtATime.runExclusive(async () => (await loading)?.dispose());
      channel.finish(0);
      return;
    default:
      assertNever(message);
  }
}

async function start(choice: ModelChoice): Promise<void> {
  const begin = performance.now();
  try {
    loading = LoadedModel.load(choice, () => channel.send({ type: 'alive' }));
    await loading;
    channel.send({ type: 'ready', loadMilliseconds: performance.now() - begin });
  } catch (error) {
    channel.send({ type: 'refused', problem: refusalOf(error) });
    channel.finish(1);
  }
}

async function answer(id: number, request: InferenceRequest): Promise<Reply<unknown>> {
  const controller = new AbortController();
  const { signal } = controller;
  underWay.set(id, controller);
  try {
    const onText = (text: string): void => channel.send({ type: 'text', id, text });
    return await oneAtATime.runExclusive(() => carryOut(request, signal, onText));
  } catch (error) {
    if (signal.aborted) return fail('cancelled');
    return fail('unexpected', error instanceof Error ? error.message : String(error));
  } finally {
    underWay.delete(id);
  }
}

async function carryOut(
  request: InferenceRequest,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<Reply<unknown>> {
  const model = await loading;
  if (model === null) return fail('invalid-input', 'asked before the start');
  switch (request.kind) {
    case 'prepare':
      return model.prepare(request.prefix, request.threads, signal);
    case 'score':
      return model.score(request, signal);
    case 'write':
      return model.write(request, onText, signal);
    case 'count':
      return succeed(model.count(request.texts));
    default:
      return assertNever(request);
  }
}

function refusalOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { code: 'model-unusable', detail: String(error) };
  if ('code' in error && error.code === 'ENOENT') return { code: 'not-found', detail: error.message };
  return { code: 'model-unusable', detail: error.message };
}
