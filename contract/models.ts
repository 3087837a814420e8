import { z } from 'zod';
import { call, event } from './call.ts';
import { problem } from './problem.ts';

/** A model's name among the models: an entry of the catalogue, or what was made of a file's path or a URL. */
export const modelId = z.string().min(1).max(200).brand<'ModelId'>();
export type ModelId = z.infer<typeof modelId>;

/** How a model's file was proved to be the right one: by our own list, by what its server told, or not at all. */
export const fileCheck = z.enum(['catalogue', 'server', 'none']);
export type FileCheck = z.infer<typeof fileCheck>;

const bytes = z.number().int().nonnegative();

/** What is being done to get a file: asking the server, receiving, reading again what is there, waiting to try again. */
const downloadStep = z.enum(['asking', 'receiving', 'checking', 'waiting']);
export type DownloadStep = z.infer<typeof downloadStep>;

export const modelState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({
    kind: z.literal('downloading'),
    step: downloadStep,
    received: bytes,
    /** Null until a server has told. */
    total: bytes.nullable(),
    /** Null while too little is known. */
    bytesPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    /** Why it waits, and until when; milliseconds since 1970. */
    problem: problem.nullable(),
    retryAt: z.number().nullable(),
  }),
  z.object({ kind: z.literal('paused'), received: bytes, total: bytes.nullable() }),
  /** It goes no further by itself; what was received is kept where it can be used. */
  z.object({ kind: z.literal('failed'), received: bytes, total: bytes.nullable(), problem }),
  z.object({ kind: z.literal('ready'), path: z.string(), checked: fileCheck }),
  /** It was ready, and its file is gone. */
  z.object({ kind: z.literal('missing'), path: z.string() }),
]);
export type ModelState = z.infer<typeof modelState>;

/** Whether this computer's memory holds it: easily, barely, or not. */
export const memoryFit = z.enum(['yes', 'tight', 'no']);
export type MemoryFit = z.infer<typeof memoryFit>;

/** What a mail in doubt costs; milliseconds. */
export const modelSpeed = z.object({
  /** Measured on this computer; null until then. `at`: milliseconds since 1970. */
  measured: z.object({ msPerMail: z.number().positive(), at: z.number() }).nullable(),
  /** From the model's size and the number of cores; null where the size is not known. */
  estimated: z.object({ low: z.number(), high: z.number() }).nullable(),
});
export type ModelSpeed = z.infer<typeof modelSpeed>;

export const model = z.object({
  id: modelId,
  name: z.string(),
  origin: z.enum(['catalogue', 'url', 'file']),
  /** Where a file that is no entry of the catalogue comes from: its URL or path. */
  source: z.string().nullable(),
  /** Of the file. */
  size: bytes.nullable(),
  /** SPDX identifier. */
  licence: z.string().nullable(),
  quantisation: z.string().nullable(),
  parameters: z.number().nullable(),
  /** Bytes of memory that it takes while it works. */
  memory: bytes.nullable(),
  fits: memoryFit.nullable(),
  /** The one to take on this computer. */
  recommended: z.boolean(),
  notes: z.object({ en: z.string(), fr: z.string() }).nullable(),
  speed: modelSpeed,
  state: modelState,
  chosen: z.boolean(),
});
export type Model = z.infer<typeof model>;

/** An address that the rest of a file's address is put behind; always encrypted. */
const mirror = z
  .url({ protocol: /^https$/ })
  .max(500)
  .transform((url) => url.replace(/\/+$/, ''));

export const modelSettings = z.object({
  /** Where files of the catalogue are asked for, one after the other; nowhere else. */
  mirrors: z.array(mirror).min(1).max(8),
});
export type ModelSettings = z.infer<typeof modelSettings>;

export const defaultModelSettings: ModelSettings = { mirrors: ['https://huggingface.co'] };

export const modelList = z.object({
  /** The recommended one first. */
  models: z.array(model),
  settings: modelSettings,
  /** Of this computer; bytes. */
  memory: bytes,
  /** Where downloads go, and the room that is left there; null where the system does not tell. */
  folder: z.string(),
  free: bytes.nullable(),
});
export type ModelList = z.infer<typeof modelList>;

const one = z.object({ id: modelId });

export const modelCalls = {
  'models.list': call({ input: z.object({}), output: modelList }),
  /** Begins, or goes on after a failure. */
  'models.download': call({ input: one, output: model }),
  'models.pause': call({ input: one, output: model }),
  'models.resume': call({ input: one, output: model }),
  /** Ends a download and deletes what was received. */
  'models.cancel': call({ input: one, output: z.object({}) }),
  /** Deletes a downloaded file; one that was only named is forgotten, and stays where it is. */
  'models.delete': call({ input: one, output: z.object({}) }),
  /** The model to ask from now on; null for none. Its file is read first, and refused where it cannot be used. */
  'models.choose': call({ input: z.object({ id: modelId.nullable() }), output: z.object({}) }),
  /** Takes a GGUF file of this computer where it is. */
  'models.addFile': call({ input: z.object({ path: z.string().min(1).max(4096) }), output: model }),
  /** Downloads a GGUF file from anywhere. */
  'models.addUrl': call({ input: z.object({ url: z.string().min(1).max(4096) }), output: model }),
  'models.settings': call({ input: modelSettings.partial(), output: modelSettings }),
};

export const modelEvents = {
  /** What became of the models; at most five times a second. */
  'models.changed': event({ payload: z.object({ models: z.array(model) }) }),
};
