import type { Model, ModelId, ModelState } from '../../../contract/models.ts';
import { hoursAgo, LONG_FRENCH, LONG_WORD } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { ModelCard } from './model-card.tsx';

const GIB = 2 ** 30;
const model = (state: ModelState, more: Partial<Model> = {}): Model => ({
  id: 'ministral-3b' as ModelId,
  name: 'Ministral 3 3B',
  origin: 'catalogue',
  source: null,
  size: 2.1 * GIB,
  licence: 'Apache-2.0',
  quantisation: 'Q4_K_M',
  parameters: 3.4e9,
  memory: 3.2 * GIB,
  fits: 'yes',
  recommended: true,
  notes: { en: 'Small and quick, good in French.', fr: 'Petit et rapide, bon en français.' },
  speed: { measured: null, estimated: { low: 1500, high: 4000 } },
  state,
  chosen: false,
  ...more,
});
const card = (...of: Parameters<typeof model>): Story => ({ draw: () => <ModelCard model={model(...of)} /> });

const receiving: ModelState = {
  kind: 'downloading',
  step: 'receiving',
  received: 0.8 * GIB,
  total: 2.1 * GIB,
  bytesPerSecond: 6_000_000,
  secondsLeft: 230,
  problem: null,
  retryAt: null,
};
const ready: ModelState = { kind: 'ready', path: '/home/camille/m.gguf', checked: 'catalogue' };

export const group: StoryGroup = {
  title: 'Language model',
  width: 560,
  stories: {
    'not here, recommended': card({ kind: 'absent' }),
    'not here': card({ kind: 'absent' }, { recommended: false }),
    'barely fits': card({ kind: 'absent' }, { fits: 'tight' }),
    'does not fit': card({ kind: 'absent' }, { fits: 'no', recommended: false }),
    'asking the server': card({ ...receiving, step: 'asking', received: 0, total: null, secondsLeft: null }),
    receiving: card(receiving),
    'waiting to try again': card({
      ...receiving,
      step: 'waiting',
      problem: { code: 'unreachable', detail: 'ECONNRESET' },
      retryAt: hoursAgo(-0.02),
    }),
    paused: card({ kind: 'paused', received: GIB, total: 2.1 * GIB }),
    failed: card({ kind: 'failed', received: GIB, total: 2.1 * GIB, problem: { code: 'checksum' } }),
    ready: card(ready),
    'in use': card(ready, {
      chosen: true,
      speed: { measured: { msPerMail: 2100, at: hoursAgo(2) }, estimated: null },
    }),
    'its file is gone': card({ kind: 'missing', path: '/home/camille/m.gguf' }),
    'own file with a long name': card(
      { ...ready, checked: 'none' },
      {
        origin: 'file',
        name: LONG_FRENCH,
        source: `/home/camille/${LONG_WORD}/${LONG_WORD}.gguf`,
        notes: null,
      },
    ),
  },
};
