import { z } from 'zod';
import { call } from './call.ts';

/** A language model that runs elsewhere, behind an address that talks as OpenAI's does (llama-server, Ollama, vLLM). */
export const endpoint = z.object({
  /** Off unless the person says so. While it is on, it is asked instead of the model on this computer. */
  enabled: z.boolean(),
  /** Where it is, without `/v1`: `http://localhost:11434`; empty: nowhere yet. */
  url: z.string(),
  /** What the server calls the model; empty where it has only one. */
  model: z.string(),
  /** A key is kept, in the keychain. It is never given away again. */
  hasKey: z.boolean(),
});
export type Endpoint = z.infer<typeof endpoint>;

const url = z.string().trim().max(2000);
const modelName = z.string().trim().max(200);
/** Null forgets the one that is kept; left out, it is kept as long as the server stays the same. */
const key = z.string().trim().max(4000).nullable();

export const endpointTrial = z.object({
  /** Who was asked. */
  host: z.string(),
  milliseconds: z.number(),
  /** It gives a probability for every folder, or (less good) one letter only. */
  gives: z.enum(['probabilities', 'letters']),
  /** It filed the easy mail of the trial where anyone would. */
  understood: z.boolean(),
});
export type EndpointTrial = z.infer<typeof endpointTrial>;

/**
 * Problems of these calls besides the usual ones of a network: `invalid-input` (no address of a server), `endpoint-insecure`
 * (unencrypted, and not in the person's own network), `endpoint-key`, `endpoint-unfit` (it does not answer as a language model).
 */
export const endpointCalls = {
  'endpoint.get': call({ input: z.object({}), output: endpoint }),
  'endpoint.set': call({
    input: z.object({ enabled: z.boolean(), url, model: modelName, key }).partial(),
    output: endpoint,
  }),
  /** Asks a question that has nothing of the person in it, whether it is switched on or not. Changes nothing. */
  'endpoint.test': call({
    input: z.object({ url, model: modelName, key: key.optional() }),
    output: endpointTrial,
  }),
};
