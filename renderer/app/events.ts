import type { Status } from '../../contract/status.ts';
import type { Stores } from './stores.ts';
import { followLooking } from './looking.ts';
import { showVip, showWanted } from './wanted.ts';
import { throttle } from './throttle.ts';

const REFRESH_MS = 700;
/** Figures that change more often cannot be read. */
const DASHBOARD_MS = 1500;

/** Keeps the stores in step with what the engine and the shell say; gives a function that stops it. */
export function followEvents(stores: Stores): () => void {
  const { session, groups, activity, messages, reader, services } = stores;
  const { on } = services.client;
  const refreshGroups = throttle(() => groups.getState().refresh(), REFRESH_MS);
  const refreshMailboxes = throttle(() => session.getState().refreshMailboxes(), REFRESH_MS);
  const lookAgain = throttle(() => stores.dashboard.getState().refresh(), DASHBOARD_MS);
  const refreshDashboard = () => {
    if (session.getState().view.place === 'dashboard') lookAgain();
  };
  const refreshActivity = throttle(() => activity.getState().refresh(), REFRESH_MS);

  async function reload(): Promise<void> {
    await session.getState().load();
    await Promise.all([
      groups.getState().refresh(),
      activity.getState().refresh(),
      messages.getState().refresh(),
      reader.getState().refresh(),
      stores.backtest.getState().refresh(),
      stores.asking.getState().load(),
      stores.imports.getState().load(),
    ]);
  }

  const returned = followReturns(stores);
  const stops = [
    returned.stop,
    on('status.changed', (status) => {
      const before = session.getState().status;
      session.getState().setStatus(status);
      if (status.revision !== groups.getState().revision) refreshGroups();
      returned.arrived(status);
      refreshMailboxes();
      refreshDashboard();
      const failedBefore = before?.jobs.failed ?? status.jobs.failed;
      if (status.jobs.failed > failedBefore) {
        services.tell({ kind: 'moves-failed', count: status.jobs.failed - failedBefore });
        refreshActivity();
      }
    }),
    on('backtest.changed', (change) => stores.backtest.getState().follow(change)),
    on('asking.explained', (said) => stores.explain.getState().follow(said)),
    on('asking.named', (named) => stores.newFolders.getState().follow(named)),
    on('imports.changed', ({ progress }) => stores.imports.getState().setProgress(progress)),
    on('asking.changed', (status) => stores.asking.getState().follow(status)),
    on('activity.changed', () => {
      refreshActivity();
      refreshDashboard();
    }),
    on('trust.demoted', ({ folder }) => services.tell({ kind: 'demoted', folder })),
    on('app.engineState', (engine) => {
      const before = session.getState().engine.state;
      session.getState().setEngine(engine);
      if (engine.state === 'ready' && before !== 'ready') void reload();
    }),
    on('people.changed', (change) => showVip(stores, change)),
    on('app.show', (wanted) => void showWanted(stores, wanted)),
    followLooking(stores),
  ];
  return () => stops.forEach((stop) => stop());
}

/**
 * The open mail may be one that the person has just had put back: asked for again at once, and when all mails are where they
 * are to be, so that what is done next means it where it is.
 */
function followReturns({ session, reader }: Stores): {
  readonly arrived: (status: Status) => void;
  readonly stop: () => void;
} {
  let returning = false;
  const stop = session.subscribe(({ undone }, before) => {
    if (undone.length === before.undone.length) return;
    returning = true;
    void reader.getState().refresh();
  });
  return {
    stop,
    arrived({ jobs }) {
      if (!returning || jobs.mails > 0) return;
      returning = false;
      void reader.getState().refresh();
    },
  };
}

/** First look at the shell and the engine. The engine may still be starting: its `ready` then loads the rest. */
export async function firstLoad(stores: Stores): Promise<void> {
  const { session, groups, services } = stores;
  const state = await services.client.call('app.engineState', {});
  if (state.ok) session.getState().setEngine(state.value);
  if (!state.ok || state.value.state !== 'ready') return;
  await Promise.all([
    session.getState().load(),
    groups.getState().refresh(),
    stores.asking.getState().load(),
    stores.imports.getState().load(),
  ]);
  const wanted = await services.client.call('app.wanted', {});
  if (wanted.ok && wanted.value !== null) await showWanted(stores, wanted.value);
}

/** With `--demo` and no account yet, the demo mailbox is opened without asking; once, so that it can be removed. */
export function openDemoWhenAsked(stores: Stores): void {
  const { session, services } = stores;
  if (session.getState().info?.demo !== true) return;
  async function open(): Promise<void> {
    if (session.getState().status?.accounts.length === 0) {
      const reply = await services.client.call('accounts.addDemo', {});
      if (!reply.ok) services.tell({ kind: 'problem', problem: reply.problem });
      await session.getState().load();
    }
    const { info } = session.getState();
    if (info !== null) session.setState({ info: { ...info, demo: false } });
  }
  const stop = session.subscribe(({ status }) => {
    if (status === null) return;
    stop();
    void open();
  });
}
