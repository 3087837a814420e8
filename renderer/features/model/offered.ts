import type { Model, ModelList } from '../../../contract/models.ts';

/** The disk must not be full afterwards. */
const ROOM = 1.2;

/**
 * The model to offer: the recommended one, when its size and speed can be told, memory and disk hold it, and none is there, on its way or
 * in use. Null where there is nothing to offer.
 */
export function offered({ models, free }: ModelList): Model | null {
  if (models.some(({ chosen, state }) => chosen || state.kind !== 'absent')) return null;
  const model = models.find(({ recommended }) => recommended);
  if (!model || model.size === null || model.fits === null || model.fits === 'no') return null;
  if (model.speed.measured === null && model.speed.estimated === null) return null;
  return free !== null && free < model.size * ROOM ? null : model;
}
