import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { EventPayload } from '../../../contract/index.ts';
import { succeed } from '../../../contract/problem.ts';
import { catalogue, type CatalogueEntry } from '../../../models/catalogue.ts';
import type { WritableDb } from '../db/handles.ts';
import { recordTraffic, recordWhereRoom } from '../db/repositories/egress.ts';
import type { HandlersOf } from '../handlers.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Computer } from './describe.ts';
import { usualLimits, type DownloadLimits } from './download.ts';
import { ModelManager } from './manager.ts';
import { freeBytes } from './part-file.ts';
import type { Gate } from '../platform/outside.ts';
import { Pulse } from '../platform/pulse.ts';

export { ModelManager, type ChosenModel } from './manager.ts';

/** What tests have in another way than it is. */
export interface ModelRoomOptions {
  readonly catalogue?: readonly CatalogueEntry[];
  readonly computer?: Computer;
  readonly limits?: Partial<DownloadLimits>;
}

/** Changes go out at most this often. */
const CHANGES_EVERY_MS = 200;

/** This computer, as far as models are concerned: within what its container may have. */
function thisComputer(): Computer {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { memory, cores: availableParallelism() };
}

/** Everything about the models, and the calls that reach it. `close` stops downloads; the next start goes on with them. */
export function openModelRoom(
  deps: {
    readonly db: WritableDb;
    readonly dataDir: string;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly random: () => number;
    readonly gate: Gate;
    readonly tell: (payload: EventPayload<'models.changed'>) => void;
    /** Another model is to be asked, or none. */
    readonly onChosen?: () => void | Promise<void>;
  },
  options: ModelRoomOptions = {},
): { manager: ModelManager; calls: HandlersOf<'models'>; close: () => Promise<void> } {
  const { db, dataDir, clock, logger, random, gate, tell, onChosen } = deps;
  const pulse = new Pulse(() => tell({ models: manager.models() }), CHANGES_EVERY_MS);
  const manager = new ModelManager({
    db,
    folder: join(dataDir, 'models'),
    catalogue: options.catalogue ?? catalogue,
    computer: options.computer ?? thisComputer(),
    limits: { ...usualLimits, ...options.limits },
    free: freeBytes,
    clock,
    logger,
    random,
    gate,
    onContact: (host, port) => recordWhereRoom(db, { host, port, purpose: 'model', at: clock.now() }),
    onTraffic: (traffic) => recordTraffic(db, { ...traffic, purpose: 'model' }),
    onChange: () => pulse.beat(),
    onChosen: onChosen ?? (() => undefined),
  });
  manager.start();
  const ungate = gate.onMoved(() => void manager.gateMoved());
  const calls: HandlersOf<'models'> = {
    'models.list': async () => succeed(await manager.list()),
    'models.download': ({ id }) => manager.download(id),
    'models.pause': ({ id }) => manager.pause(id),
    'models.resume': ({ id }) => manager.download(id),
    'models.cancel': ({ id }) => manager.remove(id),
    'models.delete': ({ id }) => manager.remove(id),
    'models.choose': ({ id }) => manager.choose(id),
    'models.addFile': ({ path }) => manager.addFile(path),
    'models.addUrl': ({ url }) => manager.addUrl(url),
    'models.settings': ({ mirrors }) => succeed(manager.changeSettings(mirrors ? { mirrors } : {})),
  };
  return {
    manager,
    calls,
    async close() {
      ungate();
      await manager.close();
      pulse.stop();
    },
  };
}
