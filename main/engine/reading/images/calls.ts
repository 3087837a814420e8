import { succeed, fail } from '../../../../contract/problem.ts';
import { recordTraffic, recordWhereRoom } from '../../db/repositories/egress.ts';
import { allowImages, listImageSenders } from '../../db/repositories/image-senders.ts';
import { findForReading } from '../../db/repositories/mail/reading.ts';
import type { WritableDb } from '../../db/handles.ts';
import type { HandlersOf } from '../../handlers.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Gate } from '../../platform/outside.ts';
import { fetchImages } from './fetch-images.ts';
import type { GetImage } from './get-image.ts';

/** Answers the calls about pictures that lie elsewhere. Each host asked is noted among what left this computer. */
export function imageCalls(deps: {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly get: GetImage;
  readonly gate: Gate;
}): HandlersOf<'images'> {
  const { db, clock, get, gate } = deps;
  return {
    'images.fetch': async ({ id, urls }) => {
      if (findForReading(db, id) === null) return fail('not-found');
      if (gate.offline) return fail('offline');
      return succeed(
        await fetchImages(urls, {
          get,
          cut: gate.signal,
          onContact: (host, port) => recordWhereRoom(db, { host, port, purpose: 'image', at: clock.now() }),
          onTraffic: (traffic) => recordTraffic(db, { ...traffic, purpose: 'image' }),
        }),
      );
    },
    'images.senders': () => succeed(listImageSenders(db)),
    'images.allow': ({ address, allowed }) => {
      allowImages(db, { address, allowed, at: clock.now() });
      return succeed({});
    },
  };
}
