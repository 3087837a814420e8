import type { MailboxId } from '../../../contract/ids.ts';
import { succeed, type Reply } from '../../../contract/problem.ts';
import { pagesFor, type Page } from './pages.ts';
import type { Scorer } from './port.ts';

/** What a language model makes of a mail. */
export interface Opinion {
  /** Chances of the folders asked about; what is missing to 1 is "none of these". */
  readonly chances: ReadonlyMap<MailboxId, number>;
  /** Share of the model's belief that went to any of the answers at all: near 0, it did not understand the question. */
  readonly mass: number;
  /** Tokens evaluated for this mail, and the time it took in milliseconds. */
  readonly tokens: number;
  readonly milliseconds: number;
}

/** Says nothing of where it belongs: what a model answers to it is its liking for letters. */
const NOTHING = '…';
/** Chances below this are as good as none. */
const LEAST = 1e-30;
/** A letter is never liked more than this many times as much as the average. */
const MOST_LIKING = 1e6;
/** Odds against "none of these" from which on the pages that the classifier thinks less of are not asked. */
const ENOUGH = 4;

/**
 * Asks a model about mails, page by page of folders. Letters that the model likes whatever the mail says are set back: what it
 * answers to a mail without content is divided out (contextual calibration, Zhao et al. 2021), among folders only, for "none"
 * is the right answer to that. Answers of several pages are joined by their odds against "none of these".
 */
export class Questioner {
  readonly #scorer: Scorer;
  readonly #likings = new WeakMap<Page, readonly number[]>();

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
  }

  /** Asks about the folders of `shortList` (likeliest first) that are on these pages, until one is good enough. */
  async ask(
    mail: string,
    pages: readonly Page[],
    shortList: ReadonlySet<MailboxId>,
    signal: AbortSignal,
  ): Promise<Reply<Opinion>> {
    const odds = new Map<MailboxId, number>();
    let [mass, tokens, milliseconds] = [1, 0, 0];
    for (const page of pagesFor(pages, shortList)) {
      const liking = await this.#liking(page, signal);
      if (!liking.ok) return liking;
      const reply = await this.#score(page, mail, signal);
      if (!reply.ok) return reply;
      const { probabilities } = reply.value;
      mass = Math.min(mass, reply.value.mass);
      tokens += reply.value.tokens;
      milliseconds += reply.value.milliseconds + reply.value.prefix.milliseconds;
      const none = Math.max(probabilities[page.folders.length] ?? 0, LEAST);
      page.folders.forEach(({ mailbox }, at) => {
        if (!shortList.has(mailbox)) return;
        odds.set(mailbox, (probabilities[at] ?? 0) / (liking.value[at] ?? 1) / none);
      });
      if (Math.max(...odds.values()) >= ENOUGH) break;
    }
    const all = [...odds.values()].reduce((sum, one) => sum + one, 1);
    const chances = new Map([...odds].map(([mailbox, one]) => [mailbox, one / all]));
    return succeed({ chances, mass, tokens, milliseconds });
  }

  /** How much more than the average each folder's letter is liked for its own sake. */
  async #liking(page: Page, signal: AbortSignal): Promise<Reply<readonly number[]>> {
    const known = this.#likings.get(page);
    if (known) return succeed(known);
    const reply = await this.#score(page, NOTHING, signal);
    if (!reply.ok) return reply;
    const own = reply.value.probabilities.slice(0, page.folders.length).map((one) => Math.max(one, LEAST));
    // Geometric: one letter that takes nearly all would push every other below the arithmetic mean.
    const mean = Math.exp(own.reduce((sum, one) => sum + Math.log(one), 0) / own.length);
    const liking = own.map((one) => Math.min(MOST_LIKING, Math.max(1 / MOST_LIKING, one / mean)));
    this.#likings.set(page, liking);
    return succeed(liking);
  }

  #score({ prompt, labels }: Page, mail: string, signal: AbortSignal) {
    return this.#scorer.score(
      { prefix: [...prompt.prefix], mail, suffix: [...prompt.suffix], labels: [...labels] },
      signal,
    );
  }
}
