import { mkdirSync } from 'node:fs';
import type { AnyEngineEvent } from '../../contract/index.ts';
import type { AccountId, BatchId } from '../../contract/ids.ts';
import { succeed } from '../../contract/problem.ts';
import type { Status } from '../../contract/status.ts';
import { accountCalls } from './accounts/calls.ts';
import { createDiscoverer, systemNetwork } from './accounts/discovery/index.ts';
import { AccountManager } from './accounts/manager.ts';
import { openAsking } from './asking/index.ts';
import { Backtests } from './backtest/index.ts';
import { countJobs, countWaiting } from './db/repositories/acts/jobs.ts';
import { recordPersonMove } from './db/repositories/deciding/learning.ts';
import {
  countPending,
  currentRevision,
  nextRevision,
  withdrawStale,
} from './db/repositories/deciding/proposals.ts';
import { openCare } from './care.ts';
import { transaction } from './db/handles.ts';
import { answeringBy, type Handlers } from './handlers.ts';
import { reportHealth } from './health/report.ts';
import { openModelRoom } from './models/index.ts';
import { openJobs } from './jobs/open.ts';
import { readFeatures } from './mime/index.ts';
import { openOrUnlock } from './opening.ts';
import type { Engine, EngineOptions } from './options.ts';
import { Attention } from './platform/attention.ts';
import { calmFor } from './platform/calm.ts';
import { systemClock } from './platform/clock.ts';
import { lockFolder } from './platform/folder-lock.ts';
import { WakeWatch } from './platform/wake-watch.ts';
import { NoticeRoom } from './notices/index.ts';
import { Pulse } from './platform/pulse.ts';
import { openPrivacy } from './privacy/index.ts';
import { Proposers } from './proposers.ts';
import { readingCalls } from './reading/calls.ts';
import { settingsCalls } from './settings/calls.ts';
import { rulesCalls } from './rules/calls.ts';
import { searchCalls, type SearchDeps } from './search/index.ts';
import { RulesFile } from './rules/rules-file.ts';
import { createSource } from './sources/index.ts';
import { statisticsCalls } from './statistics/index.ts';
import { openTriage } from './suggestions/index.ts';
import { decidingCalls } from './suggestions/classify.ts';
import { TrustRoom } from './trust/index.ts';

/** Status goes out at most this often. */
const STATUS_EVERY_MS = 200;

/**
 * Composes the engine: everything that owns or touches mail, behind one typed `call`. Opens the person's data folder for
 * itself alone; `close` leaves nothing running.
 * @throws DataFolderInUse, DatabaseNewer, DatabaseCorrupt, and what the disk has to say (see `storageTrouble`)
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, resourcesDir, logger, secrets, version, calmMs = 0 } = options;
  const clock = options.clock ?? systemClock;
  const random = Math.random;
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockFolder(dataDir);
  const { db, rebuilt } = await openOrUnlock({ ...options, clock, unlock });
  const rules = new RulesFile({ dataDir, resourcesDir });
  const listeners = new Set<(event: AnyEngineEvent) => void>();
  const tell = (event: AnyEngineEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const status = (): Status => {
    const { queued, running, failed } = countJobs(db);
    return {
      accounts: accounts.list(),
      offline: gate.offline,
      waiting: countPending(db),
      deciding: proposers.busy,
      demoted: trust.demoted,
      revision: currentRevision(db),
      jobs: { queued: queued + running, failed, ...countWaiting(db) },
    };
  };
  const pulse = new Pulse(() => tell({ name: 'status.changed', payload: status() }), STATUS_EVERY_MS);
  const changed = (): void => pulse.beat();
  const touched = (batchId: BatchId): void => {
    tell({ name: 'activity.changed', payload: { batchId } });
    changed();
  };

  const { outside: gate, ...privacy } = openPrivacy({ db, clock });
  const around = { db, clock, logger, random, gate, calm: calmFor(calmMs), attention: new Attention() };
  const notices = new NoticeRoom({ ...around, tell });
  const trust = new TrustRoom({
    ...around,
    rules: () => rules.rules,
    onFiled: ({ account, batch, messages }) => {
      proposers.get(account)?.consider(messages);
      touched(batch);
      jobs.wake();
    },
    onDemoted: (demoted) => {
      tell({ name: 'trust.demoted', payload: demoted });
      notices.demoted(demoted.mailboxId);
      changed();
    },
    onProposeAgain: (account) => proposers.get(account)?.considerAll(),
    onChange: changed,
  });
  const asking = openAsking({
    ...options,
    db,
    clock,
    gate,
    mailPoursIn: () => proposers.mailPoursIn,
    off: (account) => trust.off(account),
    deciderOf: (account) => proposers.get(account)?.decider,
    onAnswered: (account, ids) => proposers.get(account)?.reconsider(ids),
    isProvider: (domain) => discoverer.isProvider(domain),
    tell,
    onSpeed: (ms) => models.manager.chosenTook(ms),
  });
  const proposers = new Proposers({
    ...around,
    rules: () => rules.rules,
    trust: () => trust,
    second: (account) => asking.room.stageOf(account),
    onArrived: (ids) => notices.arrived(ids),
    onChange: changed,
  });

  const accounts = new AccountManager({
    ...around,
    dataDir,
    resourcesDir,
    secrets,
    createSource: (settings) => createSource(settings, { gate, ...privacy.ofMail }),
    onChange: changed,
    onOpened: (id) => {
      proposers.open(id);
      jobs.unblock(id);
    },
    onClosed: async (id) => {
      await backtests.stop(id);
      await proposers.close(id);
    },
    onStored: (id, batch) => {
      proposers.get(id)?.consider(batch.messageIds, batch.fresh);
      changed();
    },
    onMoved: (id, move) => {
      transaction(db, () => recordPersonMove(db, { accountId: id, ...move, at: clock.now() }));
      trust.review();
      proposers.get(id)?.learnFrom([move.messageId]);
    },
    onSignedOut: (id) => jobs.unblock(id),
    onSynced: (id, first) => {
      const stale = transaction(db, () => withdrawStale(db) > 0 && nextRevision(db) > 0);
      proposers.synced(id, { first, stale });
      if (stale) changed();
      asking.room.wake();
      jobs.unblock(id);
    },
  });

  const backtests = new Backtests({
    ...around,
    mailPoursIn: () => proposers.mailPoursIn,
    onChange: (payload) => tell({ name: 'backtest.changed', payload }),
  });
  const models = openModelRoom(
    {
      db,
      dataDir,
      clock,
      logger,
      random,
      gate,
      tell: (payload) => tell({ name: 'models.changed', payload }),
      onChosen: () => asking.use(models.manager.chosen()),
    },
    options.models,
  );
  asking.use(models.manager.chosen());
  const care = openCare({ ...options, db, clock, accounts, rules, tell });
  const discoverer = createDiscoverer({
    resourcesDir,
    network: options.network ?? systemNetwork(),
    random,
    gate,
    onContact: privacy.contact,
    onTraffic: privacy.carried,
  });
  const acting = {
    db,
    clock,
    jobs: () => jobs,
    onMarked: touched,
    onActed: ({ batch, messages, takenBack }) => {
      if (!takenBack) asking.room.answered(messages);
      for (const proposer of proposers.all()) {
        if (takenBack) proposer.unlearnFrom(messages);
        else proposer.learnFrom(messages);
      }
      trust.review();
      touched(batch);
    },
  } satisfies SearchDeps;
  const lookAgain = (id: AccountId) => void accounts.syncNow(id);
  const triage = openTriage({ ...acting, lookAgain, onChange: changed });
  const jobs = openJobs({
    ...around,
    handlers: triage.handlers,
    sourceOf: (id) => accounts.sourceOf(id),
    lookAgain,
    onChange: ({ batchId }) => (batchId === null ? changed() : touched(batchId)),
  });
  gate.onMoved(changed);
  const handlers: Handlers = {
    ...accountCalls({
      db,
      accounts,
      clock,
      discover: (at) => discoverer.find(at),
      onPlanned: () => jobs.wake(),
    }),
    ...readingCalls({ ...options, db, clock, gate, sourceOf: (id) => accounts.sourceOf(id) }),
    ...triage.calls,
    ...searchCalls(acting),
    ...trust.calls,
    ...statisticsCalls({ db, clock }),
    ...asking.calls,
    ...decidingCalls({
      db,
      clock,
      rules: () => rules.rules,
      proposerOf: (id) => proposers.get(id),
      read: readFeatures,
    }),
    ...backtests.calls(),
    ...models.calls,
    ...settingsCalls({ db, onSet: [privacy.follow, () => notices.wake()] }),
    ...privacy.calls,
    ...notices.calls,
    ...care.calls,
    ...rulesCalls({
      db,
      clock,
      rules,
      onSaved: () => {
        trust.rulesChanged();
        for (const proposer of proposers.all()) proposer.considerAll();
      },
    }),
    'status.get': () => succeed(status()),
    'health.get': () => succeed(reportHealth({ db, accounts: accounts.list(), dataDir, version })),
  };

  const wakeWatch = new WakeWatch(clock, () => {
    logger.info({}, 'time did not pass as it does: all connections are made anew');
    jobs.timeJumped();
    accounts.wake();
    asking.room.wake();
    notices.wake();
  });

  await accounts.start();
  jobs.start();
  triage.start();
  care.start();
  wakeWatch.start();
  asking.room.start();

  return {
    rebuilt,
    call: answeringBy(handlers, around.attention),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      wakeWatch.stop();
      triage.close();
      trust.stop();
      notices.close();
      discoverer.close();
      await models.close();
      await asking.close();
      await backtests.close();
      await care.close();
      await accounts.close();
      await jobs.close();
      pulse.stop();
      listeners.clear();
      db.close();
      unlock();
    },
  };
}
