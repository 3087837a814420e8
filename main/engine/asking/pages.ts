import type { AccountId, MailboxId } from '../../../contract/ids.ts';
import { scoringPrompt, type ScoringPrompt } from '../../../models/prompt.ts';

/** Letters are single tokens in the vocabularies of Mistral; the last stands for "none of these". */
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWX');
const NONE = 'Z';

/** A folder as it is told to the model. */
export interface ToldFolder {
  readonly mailbox: MailboxId;
  /** Its path, levels apart. */
  readonly name: string;
  /** What the person says of it, or what was seen in it. */
  readonly examples: readonly string[];
}

/** Folders that fit into one question, with the prompt that is the same for every mail. */
export interface Page {
  readonly folders: readonly ToldFolder[];
  /** One for each folder, then the one for none of them. */
  readonly labels: readonly string[];
  readonly prompt: ScoringPrompt;
}

/** Folders on as few pages as there are letters for; the same folders give the same pages, whose state can be kept. */
export function pagesOf(folders: readonly ToldFolder[]): Page[] {
  const sorted = folders.toSorted((a, b) => a.mailbox - b.mailbox);
  const count = Math.ceil(sorted.length / LETTERS.length);
  const size = Math.ceil(sorted.length / Math.max(1, count));
  return Array.from({ length: count }, (_, at) => {
    const own = sorted.slice(at * size, (at + 1) * size);
    const lines = own.map(({ name, examples }, index) => ({ label: LETTERS[index] ?? NONE, name, examples }));
    return {
      folders: own,
      labels: [...lines.map(({ label }) => label), NONE],
      prompt: scoringPrompt(lines, NONE),
    };
  });
}

/** The pages that have folders of the list, the one with the folder that comes first in the list before the others. */
export function pagesFor(pages: readonly Page[], shortList: ReadonlySet<MailboxId>): Page[] {
  const first = (page: Page): number =>
    [...shortList].findIndex((id) => page.folders.some(({ mailbox }) => mailbox === id));
  return pages
    .map((page) => ({ page, at: first(page) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ page }) => page);
}

/** The pages of accounts, the same objects while their folders are told in the same way. */
export class KnownPages {
  readonly #known = new Map<AccountId, { readonly key: string; readonly pages: Page[] }>();

  of(account: AccountId, folders: readonly ToldFolder[]): Page[] {
    const key = JSON.stringify(folders);
    let known = this.#known.get(account);
    if (known?.key !== key) this.#known.set(account, (known = { key, pages: pagesOf(folders) }));
    return known.pages;
  }

  /** What was found out about pages is of a model that is not asked any more. */
  forget(): void {
    this.#known.clear();
  }
}
