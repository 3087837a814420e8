import type { MailboxId } from '../../../contract/ids.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { digest } from '../../../main/engine/asking/digest.ts';
import { pagesFor, pagesOf, type Page } from '../../../main/engine/asking/pages.ts';
import { shortListOf } from '../../../main/engine/asking/short-list.ts';
import { Decider, NO_RULES, uncertainOf } from '../../../main/engine/deciding/index.ts';
import type { Mailbox } from '../deciding/mailboxes.ts';

/** A mail that the model would be asked about. */
export interface AskedMail {
  /** Position in its mailbox, and when it came. */
  readonly at: number;
  readonly date: number;
  readonly group: string;
  readonly right: MailboxId;
  readonly shortList: ReadonlySet<MailboxId>;
  /** Evaluations that one question takes: of a page after the other, until the right folder is on one. */
  readonly pages: number;
  /** Whether the classifier's best was right. */
  readonly isKnown: boolean;
  /** What is shown of it. */
  readonly shown: () => string;
}

export interface Replayed {
  readonly mailbox: Mailbox;
  /** Mails that were decided, the first ones left out. */
  readonly decided: number;
  readonly asked: readonly AskedMail[];
}

/** How a mailbox is replayed. */
export interface ReplayOptions {
  /** Mails at the start that only teach. */
  readonly warmUp: (mails: number) => number;
  /** Whether mails teach after they were decided. */
  readonly learns: boolean;
  /** A mail goes to the model below this chance; left out: as the product has it. */
  readonly uncertainBelow?: number | undefined;
}

/** Replays a mailbox in time order: each mail is decided with what was learned before it, by the product's own rules. */
export function replayMailbox(mailbox: Mailbox, options: ReplayOptions): Replayed {
  const folders = new Map(mailbox.folders.map((name, at) => [(at + 1) as MailboxId, { path: name, name }]));
  const context = { rules: NO_RULES, folders, never: new Set<MailboxId>(), now: 0 };
  const pages = pagesOf([...folders].map(([id, { name }]) => ({ mailbox: id, name, examples: [] })));
  const decider = Decider.create();
  const filed = new Map<MailboxId, number>();
  const warmUp = options.warmUp(mailbox.mails.length);
  const asked: AskedMail[] = [];
  mailbox.mails.forEach(({ mail, mailbox: right }, at) => {
    if (at >= warmUp) {
      const { decision } = decider.judge(mail, context);
      const ranked = () => decider.rank(mail, context);
      const uncertain = uncertainOf(mail, decision, ranked, options.uncertainBelow);
      if (uncertain) {
        const shortList = shortListOf(uncertain.learned, folders.keys(), filed);
        const isKnown = ranked()[0]?.mailboxId === right;
        const { group } = uncertain;
        const worth = decider.worth(mail);
        asked.push({
          at,
          date: mail.date,
          group,
          right,
          shortList,
          pages: evaluations(pages, shortList, right),
          isKnown,
          shown: () => show(mail, worth),
        });
      }
    }
    if (at >= warmUp && !options.learns) return;
    decider.learn(mail, right);
    filed.set(right, (filed.get(right) ?? 0) + 1);
  });
  return { mailbox, decided: mailbox.mails.length - warmUp, asked };
}

function show(mail: MailFeatures, worth: ReadonlyMap<string, number>): string {
  return digest(mail, (word) => worth.get(word) ?? 0);
}

function evaluations(pages: readonly Page[], shortList: ReadonlySet<MailboxId>, right: MailboxId): number {
  const turned = pagesFor(pages, shortList);
  const found = turned.findIndex(({ folders }) => folders.some(({ mailbox }) => mailbox === right));
  return found >= 0 && shortList.has(right) ? found + 1 : turned.length;
}
