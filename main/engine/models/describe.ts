import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { assertNever } from '../../../contract/assert-never.ts';
import type { Model, ModelId, ModelState } from '../../../contract/models.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CatalogueEntry } from '../../../models/catalogue.ts';
import { estimateSpeed, fitOf, has16Gb, neededMemory } from '../../../models/needs.ts';
import type { KeptModel } from '../db/repositories/models.ts';
import type { Download } from './download.ts';

/** What is known of this computer. */
export interface Computer {
  /** Bytes. */
  readonly memory: number;
  readonly cores: number;
}

export interface Known {
  readonly entry: CatalogueEntry | null;
  readonly kept: KeptModel | null;
  /** While it is being downloaded. */
  readonly download: Download | null;
  /** Why it is not being downloaded although it should be; null where that is known to the database. */
  readonly untold: Problem | null;
  /** Where its file is or will be. */
  readonly path: string;
  /** Bytes there are of a download that stands still. */
  readonly received: number;
}

/** A model as a person sees it. `chosen`: the id of the one that is asked. */
export function describeModel(id: ModelId, known: Known, computer: Computer, chosen: ModelId | null): Model {
  const { entry, kept } = known;
  const facts = kept?.facts ?? null;
  const parameters = facts?.parameters ?? entry?.parameters ?? null;
  const quantisation = facts?.quantisation ?? entry?.quantisation ?? null;
  const memory = facts !== null ? neededMemory(facts) : (entry?.memory ?? null);
  const { msPerMail, measuredAt: at } = kept ?? { msPerMail: null, measuredAt: null };
  return {
    id,
    name: entry?.name ?? facts?.name ?? nameOf(kept?.source ?? id),
    origin: kept?.origin ?? 'catalogue',
    source: kept?.source ?? null,
    size: facts?.size ?? kept?.total ?? entry?.size ?? null,
    licence: entry?.licence ?? facts?.licence ?? null,
    quantisation,
    parameters,
    memory,
    fits: memory === null ? null : fitOf(memory, computer.memory),
    recommended: false,
    notes: entry?.notes ?? null,
    speed: {
      measured: msPerMail === null || at === null ? null : { msPerMail, at },
      estimated:
        parameters === null ? null : estimateSpeed({ parameters, quantisation, cores: computer.cores }),
    },
    state: stateOf(known),
    chosen: id === chosen,
  };
}

/** The catalogue's model for a computer of that much memory; null when it holds none. */
export function recommend(entries: readonly CatalogueEntry[], memory: number): CatalogueEntry | null {
  const wanted = has16Gb(memory) ? 'from-16-gb' : 'below-16-gb';
  return (
    entries.find((entry) => entry.recommendedFor === wanted && fitOf(entry.memory, memory) !== 'no') ?? null
  );
}

function stateOf({ kept, download, untold, path, received }: Known): ModelState {
  if (kept === null) return { kind: 'absent' };
  if (download !== null) {
    const { step, total, bytesPerSecond, secondsLeft, problem, retryAt } = download;
    return {
      kind: 'downloading',
      step,
      received: download.received,
      total,
      bytesPerSecond,
      secondsLeft,
      problem,
      retryAt,
    };
  }
  const { total } = kept;
  switch (kept.state) {
    case 'ready':
      return existsSync(path) ? { kind: 'ready', path, checked: kept.checked } : { kind: 'missing', path };
    case 'failed':
      return { kind: 'failed', received, total, problem: kept.problem ?? { code: 'unexpected' } };
    case 'downloading':
      return untold === null
        ? { kind: 'paused', received, total }
        : { kind: 'failed', received, total, problem: untold };
    case 'paused':
      return { kind: 'paused', received, total };
    default:
      return assertNever(kept.state);
  }
}

/** The last part of a path or URL. */
function nameOf(source: string): string {
  const path = URL.canParse(source) && source.startsWith('https:') ? new URL(source).pathname : source;
  return basename(decodeSafely(path.replaceAll('\\', '/'))).replace(/\.gguf$/i, '');
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
