import { z } from 'zod';
import { problem } from './problem.ts';

/** What the engine and the process that owns the language model say to each other. */

/**
 * A piece of a prompt. Only what the program itself says may hold control tokens: names of folders and what senders write are
 * read as text, whatever they look like.
 */
export const promptPart = z.object({ text: z.string().max(100_000), control: z.boolean() });
export type PromptPart = z.infer<typeof promptPart>;
const parts = z.array(promptPart).max(50);

/** Which model, and how to hold it. */
export const modelChoice = z.object({
  path: z.string().min(1),
  /** Tells the file from every other, for example its SHA-256: kept states carry it in their name. */
  fingerprint: z.string().regex(/^[\w-]{1,128}$/),
  /** How many tokens a prompt and its mail may have. */
  contextTokens: z.number().int().min(128).max(131_072),
  /** Map the file instead of reading it: loads faster, and counts as more memory. */
  memoryMap: z.boolean(),
  /** Use a graphics processor where a build for it is installed. */
  gpu: z.boolean(),
  /** Folder where evaluated prefixes are kept; null keeps them in memory alone. */
  stateDir: z.string().min(1).nullable(),
});
export type ModelChoice = z.infer<typeof modelChoice>;

const threads = z.number().int().min(1).max(256);

export const question = z.object({
  /** The same for all mails while the folders are the same; evaluated once. */
  prefix: parts,
  mail: z.string().max(100_000),
  /** After the mail; the next token is the answer. */
  suffix: parts,
  /** Possible answers, each one token. */
  labels: z.array(z.string().min(1).max(8)).min(1).max(500),
  threads,
});
export type Question = z.infer<typeof question>;

/** Something to be written, under a grammar (GBNF) that says what it can be. */
export const writingTask = z.object({
  prefix: parts,
  mail: z.string().max(100_000),
  suffix: parts,
  grammar: z.string().min(1).max(10_000),
  maxTokens: z.number().int().min(1).max(1024),
  threads,
});
export type WritingTask = z.infer<typeof writingTask>;

export const inferenceRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prepare'), prefix: parts, threads }),
  question.extend({ kind: z.literal('score') }),
  writingTask.extend({ kind: z.literal('write') }),
  z.object({ kind: z.literal('count'), texts: z.array(z.string().max(100_000)).max(1000) }),
]);
export type InferenceRequest = z.infer<typeof inferenceRequest>;

export const prepared = z.object({
  tokens: z.number().int(),
  /** Where the state of the prefix came from. */
  from: z.enum(['memory', 'disk', 'evaluation']),
  milliseconds: z.number(),
});
export type Prepared = z.infer<typeof prepared>;

export const scores = z.object({
  /** One for each label, in their order; their sum is 1. */
  probabilities: z.array(z.number()),
  /** What the model gives to all labels together before that: near 0, it did not understand the question. */
  mass: z.number(),
  /** Tokens of the mail and of what follows it. */
  tokens: z.number().int(),
  prefix: prepared,
  /** Evaluation of these tokens. */
  milliseconds: z.number(),
});
export type Scores = z.infer<typeof scores>;

export const written = z.object({
  text: z.string(),
  /** Whether the model came to its end; else it was stopped by `maxTokens`, and the text may lack what its grammar wants. */
  complete: z.boolean(),
  tokens: z.number().int(),
  milliseconds: z.number(),
});
export type Written = z.infer<typeof written>;

export const tokenCounts = z.array(z.number().int());

export const toInference = z.discriminatedUnion('type', [
  /** First message: the model to load. */
  z.object({ type: z.literal('start'), model: modelChoice }),
  z.object({ type: z.literal('ask'), id: z.number().int(), request: inferenceRequest }),
  /** Give up a request, whether it waits or is being evaluated. */
  z.object({ type: z.literal('cancel'), id: z.number().int() }),
  /** Free the model and exit with 0. */
  z.object({ type: z.literal('close') }),
]);
export type ToInference = z.infer<typeof toInference>;

export const inferenceAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem }),
]);

export const fromInference = z.discriminatedUnion('type', [
  /** Still at work: sent at least at each step of loading and evaluating. */
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('ready'), loadMilliseconds: z.number() }),
  /** The model cannot be used; the process exits after saying so. */
  z.object({ type: z.literal('refused'), problem }),
  /** All that is written so far for a request. */
  z.object({ type: z.literal('text'), id: z.number().int(), text: z.string() }),
  z.object({ type: z.literal('answer'), id: z.number().int(), reply: inferenceAnswer }),
]);
export type FromInference = z.infer<typeof fromInference>;
