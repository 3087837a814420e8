import { stat } from 'node:fs/promises';
import { fitOf, neededMemory } from '../../../models/needs.ts';
import { fail, succeed, type Reply } from '../../../contract/problem.ts';
import type { ModelFacts } from '../db/repositories/models.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';

/**
 * Names that Mistral's models go by in llama.cpp: 7B is a `llama`, Ministral 3 a `mistral3` (since December 2025). The prompt is
 * theirs; others would load, and answer nonsense.
 */
const ARCHITECTURES = new Set(['llama', 'mistral', 'mistral3', 'mistral4', 'ministral', 'ministral3']);

/** llama.cpp's names of mixes of element types (`llama_ftype`). */
const fileTypes: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  25: 'IQ4_NL',
  30: 'IQ4_XS',
  32: 'BF16',
};

/** Bytes of a number among keys and values: F16. */
const CACHE_NUMBER = 2;

/**
 * What a model's file tells of itself, or why it cannot be used: not a model, not whole (`model-unreadable`), of a kind that
 * is not understood (`model-unsupported`), too large for this computer (`model-too-large`).
 * @param memory of this computer; bytes
 * @throws the system's error when the file cannot be opened or read
 */
export async function readModelFacts(path: string, memory: number): Promise<Reply<ModelFacts>> {
  const reading = await readGgufHeader(path);
  if (reading.kind !== 'header') return fail('model-unreadable');
  const { size } = await stat(path);
  const facts = factsOf(reading.header, size);
  if (!facts.ok) return facts;
  if (size < reading.header.size) return fail('model-unreadable', `${size} / ${reading.header.size}`);
  if (fitOf(neededMemory(facts.value), memory) === 'no') return fail('model-too-large');
  return facts;
}

/**
 * Why a download is not worth going on with, from what there is of it; null while nothing speaks against it. `whole`: enough
 * was received for the head of any model to be in it.
 */
export async function findFlaw(path: string, whole: boolean): Promise<Reply<never> | null> {
  const reading = await readGgufHeader(path);
  if (reading.kind !== 'header') return reading.kind === 'cut' && !whole ? null : fail('model-unreadable');
  const facts = factsOf(reading.header, reading.header.size);
  return facts.ok ? null : facts;
}

function factsOf({ values, parameters }: GgufHeader, size: number): Reply<ModelFacts> {
  const architecture = values.get('general.architecture');
  if (typeof architecture !== 'string') return fail('model-unreadable');
  if (!ARCHITECTURES.has(architecture)) return fail('model-unsupported', architecture.slice(0, 80));
  // A model in several files: llama.cpp wants them all, and each is downloaded alone.
  const split = values.get('split.count');
  if (typeof split === 'number' && split > 1) return fail('model-unsupported', `1 / ${split}`);
  const number = (key: string): number | null => {
    const value = values.get(`${architecture}.${key}`);
    return typeof value === 'number' && value > 0 ? value : null;
  };
  const layers = number('block_count');
  const heads = number('attention.head_count');
  const stream = number('embedding_length');
  if (layers === null || heads === null || stream === null) return fail('model-unreadable');
  const keyHeads = number('attention.head_count_kv') ?? heads;
  const keyLength = number('attention.key_length') ?? stream / heads;
  const valueLength = number('attention.value_length') ?? stream / heads;
  const fileType = values.get('general.file_type');
  return succeed({
    name: textOf(values.get('general.name')),
    architecture,
    quantisation: typeof fileType === 'number' ? (fileTypes[fileType] ?? null) : null,
    licence: textOf(values.get('general.license')),
    parameters,
    size,
    tokenBytes: layers * keyHeads * (keyLength + valueLength) * CACHE_NUMBER,
  });
}

function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().slice(0, 120) : '';
  return text === '' ? null : text;
}
