import { z } from 'zod';

/** A model that is known to work, with what must be known of it before a byte is downloaded. */
export const catalogueEntry = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  name: z.string(),
  /** Where the same bytes can be had; a mirror's address takes the place of `https://huggingface.co`. */
  uris: z.array(z.url({ protocol: /^https$/ })).min(1),
  /** Of the file, to three digits; the server tells it exactly. */
  size: z.number().int().positive(),
  /**
   * SHA-256 of the file in hexadecimal, where it was seen at its publisher's. Null: the one that the server tells is checked
   * (`X-Linked-Etag`, which Hugging Face sends for files kept by Git LFS or Xet).
   */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** SPDX identifier. */
  licence: z.string(),
  /** Numbers that a token goes through. */
  parameters: z.number().positive(),
  quantisation: z.string(),
  /** Bytes of memory that it takes while it works: see `neededMemory`. */
  memory: z.number().int().positive(),
  chatTemplate: z.enum(['mistral']),
  /** For computers of less than 16 GB of memory, or of more; null: for who knows why. */
  recommendedFor: z.enum(['below-16-gb', 'from-16-gb']).nullable(),
  notes: z.object({ en: z.string(), fr: z.string() }),
});
export type CatalogueEntry = z.infer<typeof catalogueEntry>;

/** The host that `uris` name and mirrors stand in for. */
export const CATALOGUE_HOST = 'https://huggingface.co';

/** The models that Casier offers; among those recommended for a computer, the first counts. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'ministral-3-3b-instruct-q4_k_m',
    name: 'Ministral 3 3B Instruct',
    uris: [
      `${CATALOGUE_HOST}/mistralai/Ministral-3-3B-Instruct-2512-GGUF/resolve/main/Ministral-3-3B-Instruct-2512-Q4_K_M.gguf`,
    ],
    size: 2_150_000_000,
    sha256: null,
    licence: 'Apache-2.0',
    parameters: 3_430_000_000,
    quantisation: 'Q4_K_M',
    memory: 3_100_000_000,
    chatTemplate: 'mistral',
    recommendedFor: 'below-16-gb',
    notes: {
      en: 'Small, recent and quick. Knows English and French well.',
      fr: 'Petit, récent et rapide. Connaît bien le français et l’anglais.',
    },
  },
  {
    id: 'mistral-7b-instruct-v0.3-q4_k_m',
    name: 'Mistral 7B Instruct v0.3',
    uris: [
      `${CATALOGUE_HOST}/bartowski/Mistral-7B-Instruct-v0.3-GGUF/resolve/main/Mistral-7B-Instruct-v0.3-Q4_K_M.gguf`,
    ],
    size: 4_370_000_000,
    sha256: null,
    licence: 'Apache-2.0',
    parameters: 7_250_000_000,
    quantisation: 'Q4_K_M',
    memory: 5_530_000_000,
    chatTemplate: 'mistral',
    recommendedFor: 'from-16-gb',
    notes: {
      en: 'Larger and well proven; takes about twice the time of the small one.',
      fr: 'Plus grand et éprouvé ; demande environ deux fois le temps du petit.',
    },
  },
  {
    id: 'ministral-3-8b-instruct-q4_k_m',
    name: 'Ministral 3 8B Instruct',
    uris: [
      `${CATALOGUE_HOST}/mistralai/Ministral-3-8B-Instruct-2512-GGUF/resolve/main/Ministral-3-8B-Instruct-2512-Q4_K_M.gguf`,
    ],
    size: 5_200_000_000,
    sha256: null,
    licence: 'Apache-2.0',
    parameters: 8_490_000_000,
    quantisation: 'Q4_K_M',
    memory: 6_430_000_000,
    chatTemplate: 'mistral',
    recommendedFor: 'from-16-gb',
    notes: {
      en: 'The largest here, and the slowest. The best French.',
      fr: 'Le plus grand de la liste, et le plus lent. Le meilleur français.',
    },
  },
  {
    id: 'mistral-7b-instruct-v0.3-q4_0',
    name: 'Mistral 7B Instruct v0.3',
    uris: [
      `${CATALOGUE_HOST}/bartowski/Mistral-7B-Instruct-v0.3-GGUF/resolve/main/Mistral-7B-Instruct-v0.3-Q4_0.gguf`,
    ],
    size: 4_110_000_000,
    sha256: null,
    licence: 'Apache-2.0',
    parameters: 7_250_000_000,
    quantisation: 'Q4_0',
    memory: 5_260_000_000,
    chatTemplate: 'mistral',
    recommendedFor: null,
    notes: {
      en: 'A little less exact than the other 7B; half as fast again on recent processors (AVX-512 or VNNI).',
      fr: 'Un peu moins précis que l’autre 7B ; moitié plus rapide sur les processeurs récents (AVX-512 ou VNNI).',
    },
  },
];
