import type { MailboxId } from '../../../contract/ids.ts';
import { defaultAskingLimits } from '../../../contract/asking.ts';
import { answerGroup } from '../../../main/engine/asking/cluster.ts';
import type { Mailbox } from '../deciding/mailboxes.ts';
import { replayMailbox, type AskedMail } from './questions.ts';

const DAY_MS = 86_400_000;
/** How sure the stand-in for the model is of the folder where a mail really went. */
const STAND_IN_CHANCE = 0.8;
const WARM_UP = 100;
const BATCH = 200;

/**
 * What waits together for the model. `day`: each mail is decided as it comes, after all before it were learned; what came on a day
 * waits together. `batch`: the same, 200 mails together. `first-day`: an account is added whose older half is filed and whose newer half
 * lies in the inbox; nothing is learned on the way, and mail older than the limit is not asked about.
 */
export const modes = ['day', 'batch', 'first-day'] as const;
export type Mode = (typeof modes)[number];

/** Shares are of all mails decided, 0 to 1. */
export interface BacklogShares {
  /** Mails that rules and classifier leave open. */
  readonly reached: number;
  /** Questions about mails, after mails of one cause shared an answer. */
  readonly calls: number;
  /** Evaluations these took: a question takes one for each page of folders that is asked about. */
  readonly evaluations: number;
  /** Mails that took the answer of others, and those for which it was right. */
  readonly shared: number;
  readonly sharedRight: number;
}

export interface BacklogReport extends BacklogShares {
  readonly mailbox: string;
  readonly mode: Mode;
  readonly folders: number;
  readonly mails: number;
}

/** Replays a mailbox in every mode; `below` in place of the product's limit of being uncertain. */
export async function replayBacklog(mailbox: Mailbox, below: number | undefined): Promise<BacklogReport[]> {
  const online = replayMailbox(mailbox, { warmUp: () => WARM_UP, learns: true, uncertainBelow: below });
  const firstDay = replayMailbox(mailbox, {
    warmUp: (mails) => Math.floor(mails / 2),
    learns: false,
    uncertainBelow: below,
  });
  const newest = Math.max(...mailbox.mails.map(({ mail }) => mail.date));
  const since = newest - defaultAskingLimits.maxAgeDays * DAY_MS;
  const young = firstDay.asked.filter(({ date }) => date >= since);
  const waits: Record<
    Mode,
    { decided: number; asked: readonly AskedMail[]; together: (mail: AskedMail) => number }
  > = {
    day: { ...online, together: ({ date }) => Math.floor(date / DAY_MS) },
    batch: { ...online, together: ({ at }) => Math.floor(at / BATCH) },
    'first-day': { decided: firstDay.decided, asked: young, together: () => 0 },
  };
  const reports: BacklogReport[] = [];
  for (const mode of modes) {
    const { decided, asked, together } = waits[mode];
    const counted = await count(asked, together);
    reports.push({
      mailbox: mailbox.name,
      mode,
      folders: mailbox.folders.length,
      mails: decided,
      reached: asked.length / decided,
      calls: counted.calls / decided,
      evaluations: counted.evaluations / decided,
      shared: counted.shared / decided,
      sharedRight: counted.sharedRight / decided,
    });
  }
  return reports;
}

/** Asks as the product does, of a model that knows where each mail went, so that only what they have in common counts. */
async function count(asked: readonly AskedMail[], together: (mail: AskedMail) => number) {
  const counted = { calls: 0, evaluations: 0, shared: 0, sharedRight: 0 };
  const ask = (mail: AskedMail): Promise<ReadonlyMap<MailboxId, number>> => {
    counted.calls += 1;
    counted.evaluations += mail.pages;
    return Promise.resolve(standIn(mail));
  };
  const groups = Map.groupBy(asked, (mail) => `${together(mail)} ${mail.group}`);
  for (const rows of groups.values()) {
    for await (const answers of answerGroup(rows.toReversed(), ask)) {
      for (const { row, chances, shared } of answers) {
        if (!shared) continue;
        counted.shared += 1;
        counted.sharedRight += Number(bestOf(chances) === bestOf(standIn(row)));
      }
    }
  }
  return counted;
}

/** What a model that is right would say: "none of these" when it was not asked about the right folder. */
function standIn({ right, shortList }: AskedMail): ReadonlyMap<MailboxId, number> {
  return shortList.has(right) ? new Map([[right, STAND_IN_CHANCE]]) : new Map();
}

function bestOf(chances: ReadonlyMap<MailboxId, number>): MailboxId | null {
  return [...chances].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
