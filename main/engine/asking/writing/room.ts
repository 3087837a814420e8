import type { AccountId, MessageId } from '../../../../contract/ids.ts';
import type { AnyEngineEvent, EngineCallName } from '../../../../contract/index.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { fail, succeed } from '../../../../contract/problem.ts';
import type { writingCalls } from '../../../../contract/writing.ts';
import type { WritingLanguage } from '../../../../models/writing.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { countUndecided } from '../../db/repositories/deciding/triage.ts';
import type { Handler } from '../../handlers.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Worth } from '../digest.ts';
import type { Writer } from '../port.ts';
import { explainingTask, shownSentence, type ExplainingTask } from './explain.ts';
import { modelName, suggestPiles, type Suggested } from './suggest.ts';

export interface WritingOptions {
  readonly db: ReadableDb;
  readonly logger: Logger;
  readonly writer: Writer;
  readonly worth: (account: AccountId, mail: MailFeatures) => Worth;
  /** Whether a domain gives addresses to anybody. */
  readonly isProvider: (domain: string) => boolean;
  readonly tell: (event: AnyEngineEvent) => void;
}

export type WritingHandlers = { [N in Extract<EngineCallName, keyof typeof writingCalls>]: Handler<N> };

/** What the model writes when the person asks for it: one sentence and one round of names at a time. */
export class WritingRoom {
  readonly #options: WritingOptions;
  readonly #underWay = new Set<Promise<void>>();
  #explaining: { readonly id: MessageId; readonly abort: AbortController } | null = null;
  #naming: { readonly account: AccountId; readonly abort: AbortController } | null = null;

  constructor(options: WritingOptions) {
    this.#options = options;
  }

  /** Gives up what is being written. */
  async stop(): Promise<void> {
    this.#explaining?.abort.abort();
    this.#naming?.abort.abort();
    await Promise.all(this.#underWay);
  }

  get calls(): WritingHandlers {
    const { db, writer, worth, isProvider } = this.#options;
    return {
      'asking.canExplain': () => succeed({ available: writer.canWrite() }),
      'asking.explain': ({ messageId, language }) => {
        if (!writer.canWrite()) return fail('model-unusable');
        const task = explainingTask(db, {
          id: messageId,
          language,
          worth: ({ accountId }, mail) => worth(accountId, mail),
        });
        if (!task.ok) return task;
        this.#explaining?.abort.abort();
        const abort = new AbortController();
        this.#explaining = { id: messageId, abort };
        this.#run(() => this.#explain(messageId, task.value, abort.signal));
        return succeed({});
      },
      'asking.stopExplaining': ({ messageId }) => {
        if (this.#explaining?.id === messageId) this.#explaining.abort.abort();
        return succeed({});
      },
      'asking.suggestFolders': async ({ accountId, language }) => {
        if (this.#naming?.account === accountId) this.#naming.abort.abort();
        const suggested = await suggestPiles(db, accountId, isProvider);
        const naming = writer.canWrite() && suggested.piles.length > 0;
        if (naming) {
          const abort = new AbortController();
          this.#naming?.abort.abort();
          this.#naming = { account: accountId, abort };
          this.#run(() => this.#name(accountId, suggested, language, abort.signal));
        }
        const undecided = countUndecided(db, accountId);
        return succeed({ undecided, piles: [...suggested.piles], naming });
      },
      'asking.stopNaming': ({ accountId }) => {
        if (this.#naming?.account === accountId) this.#naming.abort.abort();
        return succeed({});
      },
    };
  }

  #run(work: () => Promise<void>): void {
    const running = work().finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
  }

  async #explain(messageId: MessageId, task: ExplainingTask, signal: AbortSignal): Promise<void> {
    const { writer, tell, logger } = this.#options;
    const say = (text: string, done: boolean, problem: Parameters<typeof fail>[0] | null): void => {
      const payload = { messageId, text, done, problem: problem === null ? null : { code: problem } };
      tell({ name: 'asking.explained', payload });
    };
    const show = (text: string): void => {
      if (!signal.aborted) say(shownSentence(text), false, null);
    };
    const reply = await writer.write(task, show, signal);
    // Who stopped it is not waiting for it any more.
    if (signal.aborted) return;
    if (reply.ok) say(shownSentence(reply.value.text), true, null);
    else {
      logger.warn({ code: reply.problem.code }, 'the language model did not explain');
      say('', true, reply.problem.code);
    }
  }

  async #name(
    accountId: AccountId,
    suggested: Suggested,
    language: WritingLanguage,
    signal: AbortSignal,
  ): Promise<void> {
    const { writer, tell } = this.#options;
    for (const [at, heap] of suggested.heaps.entries()) {
      const draft = suggested.piles[at]?.name ?? '';
      const name = await modelName(writer, suggested, { heap, draft, language }, signal);
      if (signal.aborted) return;
      tell({ name: 'asking.named', payload: { accountId, key: heap.key, name } });
    }
  }
}
