import type { z } from 'zod';
import { accountCalls } from './accounts.ts';
import { actCalls } from './acts.ts';
import { askingCalls, askingEvents } from './asking.ts';
import { activityCalls } from './activity.ts';
import { appCalls, appEvents } from './app.ts';
import { decidingCalls } from './deciding.ts';
import { endpointCalls } from './endpoint.ts';
import { importCalls, importEvents } from './imports.ts';
import { eraseCalls, exportCalls, exportEvents } from './leaving.ts';
import { mailboxCalls } from './mailboxes.ts';
import { imageCalls, messageCalls } from './messages.ts';
import { modelCalls, modelEvents } from './models.ts';
import { backupCalls, backupEvents } from './backup.ts';
import { backtestCalls, backtestEvents } from './backtest.ts';
import { noticeCalls, noticeEvents } from './notices.ts';
import { peopleCalls, peopleEvents } from './people.ts';
import { privacyCalls } from './privacy.ts';
import type { Reply } from './problem.ts';
import { rulesCalls } from './rules.ts';
import { searchCalls } from './search.ts';
import { settingsCalls } from './settings.ts';
import { engineEvents, statusCalls } from './status.ts';
import { statisticsCalls } from './statistics.ts';
import { suggestionCalls } from './suggestions.ts';
import { trustCalls, trustEvents } from './trust.ts';
import { writingCalls, writingEvents } from './writing.ts';

export const engineCalls = {
  ...accountCalls,
  ...mailboxCalls,
  ...messageCalls,
  ...searchCalls,
  ...imageCalls,
  ...suggestionCalls,
  ...actCalls,
  ...activityCalls,
  ...statisticsCalls,
  ...decidingCalls,
  ...askingCalls,
  ...endpointCalls,
  ...privacyCalls,
  ...writingCalls,
  ...backtestCalls,
  ...trustCalls,
  ...settingsCalls,
  ...rulesCalls,
  ...modelCalls,
  ...importCalls,
  ...backupCalls,
  ...exportCalls,
  ...eraseCalls,
  ...statusCalls,
  ...noticeCalls,
  ...peopleCalls,
};
export const calls = { ...engineCalls, ...appCalls };
export const events = {
  ...engineEvents,
  ...backtestEvents,
  ...trustEvents,
  ...modelEvents,
  ...importEvents,
  ...backupEvents,
  ...exportEvents,
  ...askingEvents,
  ...writingEvents,
  ...noticeEvents,
  ...peopleEvents,
  ...appEvents,
};

export type EngineCallName = keyof typeof engineCalls;
export type AppCallName = keyof typeof appCalls;
export type CallName = keyof typeof calls;
/** What a caller gives (defaults may be left out). */
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What the answering side gets after parsing. */
export type ParsedInput<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;

export type EngineEventName =
  | keyof typeof engineEvents
  | keyof typeof backtestEvents
  | keyof typeof trustEvents
  | keyof typeof modelEvents
  | keyof typeof importEvents
  | keyof typeof backupEvents
  | keyof typeof exportEvents
  | keyof typeof askingEvents
  | keyof typeof noticeEvents
  | keyof typeof peopleEvents
  | keyof typeof writingEvents;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]['payload']>;
/** An event with its name, as it travels. */
export type AnyEngineEvent = {
  [N in EngineEventName]: { name: N; payload: EventPayload<N> };
}[EngineEventName];
export type AnyEvent = { [N in EventName]: { name: N; payload: EventPayload<N> } }[EventName];

/** What preload (or the Chromium adapter) puts on `window.casier`. The renderer knows nothing else of the outside. */
export interface Bridge {
  invoke<N extends CallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Gives a function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
}
