import { z } from 'zod';
import { rebuildReport } from './app.ts';
import { problem } from './problem.ts';

/** What travels between the application process and the engine process, either way, on an ordered channel. */
const reply = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem }),
]);

/** Secrets stay with the shell: the engine asks for them by name. */
export const secretRequest = z.discriminatedUnion('action', [
  z.object({ action: z.literal('get'), name: z.string() }),
  z.object({ action: z.literal('set'), name: z.string(), value: z.string() }),
  z.object({ action: z.literal('delete'), name: z.string() }),
]);
export type SecretRequest = z.infer<typeof secretRequest>;

const lentId = z.number().int();

/** A process that the application started for the engine, to the engine: what it said, and its end. */
const lentMessage = z.object({
  type: z.literal('lent'),
  id: lentId,
  news: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('said'), message: z.unknown() }),
    z.object({ kind: z.literal('ended'), code: z.number().int().nullable() }),
  ]),
});
export type LentMessage = z.infer<typeof lentMessage>;

/** What the engine wants of such a process. There is one kind: the one that owns the language model. */
const lentOrder = z.object({
  type: z.literal('lent'),
  id: lentId,
  order: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('start') }),
    z.object({ kind: z.literal('say'), message: z.unknown() }),
    z.object({ kind: z.literal('kill') }),
  ]),
});
export type LentOrder = z.infer<typeof lentOrder>;

export const toEngine = z.discriminatedUnion('type', [
  /** First message: how to start. */
  z.object({
    type: z.literal('start'),
    dataDir: z.string(),
    resourcesDir: z.string(),
    version: z.string(),
    /** Build a damaged database anew first. */
    rebuild: z.boolean().default(false),
    /** See `EngineOptions`. */
    calmMs: z.number().nonnegative().optional(),
  }),
  z.object({ type: z.literal('call'), id: z.number().int(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('secret-answer'), id: z.number().int(), reply }),
  lentMessage,
  /** Finish what is being written, close everything, exit with 0. */
  z.object({ type: z.literal('close') }),
]);
export type ToEngine = z.infer<typeof toEngine>;

export const fromEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), rebuilt: rebuildReport.nullable() }),
  /** The engine cannot start (database from the future, folder in use …); it exits after saying so. */
  z.object({ type: z.literal('refused'), problem }),
  z.object({ type: z.literal('reply'), id: z.number().int(), reply }),
  z.object({ type: z.literal('event'), name: z.string(), payload: z.unknown() }),
  lentOrder,
  z.object({ type: z.literal('secret-ask'), id: z.number().int(), request: secretRequest }),
]);
export type FromEngine = z.infer<typeof fromEngine>;
