import type { RebuildReport } from '../../contract/app.ts';
import type { AnyEngineEvent, CallOutput, CallInput, EngineCallName } from '../../contract/index.ts';
import type { Reply } from '../../contract/problem.ts';
import type { ModelRoomOptions } from './models/index.ts';
import type { DiscoveryNetwork } from './accounts/discovery/index.ts';
import type { Computer } from './asking/index.ts';
import type { GetImage } from './reading/images/get-image.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logger.ts';
import type { ProcessChannel } from './platform/process-channel.ts';
import type { SecretStore } from './platform/secrets.ts';

/** What an engine is made from. */
export interface EngineOptions {
  /** The person's data folder; made when missing. One engine at a time. */
  readonly dataDir: string;
  /** Where `demo-mailbox/` and `rules/` of the program are. */
  readonly resourcesDir: string;
  readonly version: string;
  readonly secrets: SecretStore;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** The ways to find settings; the real network when left out. */
  readonly network?: DiscoveryNetwork;
  /** How a picture is asked for; of the web when left out. */
  readonly getImage?: GetImage;
  /** What is otherwise about models: another catalogue, another computer, less patience. */
  readonly models?: ModelRoomOptions;
  /** Builds a damaged database anew before it is opened. */
  readonly rebuild?: boolean;
  /**
   * How long after the start nothing is begun that nobody waits for, in milliseconds; not at all when left out. The window is
   * opening then, and needs the processor: looking for new mail in accounts that are known, learning and deciding come after.
   */
  readonly calmMs?: number | undefined;
  /** Starts the process that owns the language model; without it there is no language model. */
  readonly startInference?: () => ProcessChannel;
  /** What the computer is up to; the real one when left out. */
  readonly computer?: Computer;
}

/** The one way to the mail: the same in its own process, in tests and in the commands. */
export interface Engine {
  /** What was saved when the database was built anew for this engine; null when it was not. */
  readonly rebuilt: RebuildReport | null;
  /** Parses the input, acts, and gives the answer or a problem; throws only on a bug. */
  call<N extends EngineCallName>(name: N, input: CallInput<N>): Promise<Reply<CallOutput<N>>>;
  /** Listens to all events; gives a function that ends it. */
  listen(listener: (event: AnyEngineEvent) => void): () => void;
  /** Lets the step in hand finish, then closes sources and database. */
  close(): Promise<void>;
}
