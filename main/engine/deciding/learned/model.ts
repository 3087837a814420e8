import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { Doubts, type Doubt, type MemoryKind } from './doubts.ts';
import { Memories } from './memories.ts';
import type { Remembered } from './memory.ts';
import { Judge, type Upbringing, type Weighed } from './judge.ts';
import { FolderNames } from './names.ts';
import { upbringing } from './upbringing.ts';
import { Recency } from './recency.ts';
import { FIRST_OTHER_SIGNAL, memoryOdds, SIGNALS } from './signals.ts';
import { FIELDS, hashToken, SENDER, tokensOf } from './tokens.ts';
import { WordModel, type KnownWords, type Mutes } from './words.ts';

const S = SIGNALS.length;
const NEW_FOLDER_FADE = 0.99;
/** The largest step of a hint; the person's own filing moves up to 1. */
const HINT = 0.05;

/** A mail seen through the model as it is now. */
export interface View extends Weighed {
  readonly mail: MailFeatures;
  readonly words: KnownWords;
  readonly mutes: Mutes | null;
  /** Columns of the candidate folders. */
  readonly columns: Int32Array;
}

/** Learns where mail goes, one mail at a time, and says how likely each known folder is for another. */
export class Model {
  /** Mails learned and not taken back. */
  learned = 0;
  /** How often, lately, a mail began a new folder. */
  #newFolders = 0;
  /** Folder of each column; 0 for a forgotten one. */
  #mailboxes: number[] = [];
  /** Mails learned, by column. */
  #filed: number[] = [];
  #recency = new Recency();
  readonly #names = new FolderNames();
  #doubts = new Doubts([]);
  words = new WordModel();
  judge: Judge;
  #memories = new Memories();

  /** `brought` is what the judge knows before it has seen the person's mail. */
  constructor(brought: Upbringing = upbringing) {
    this.judge = new Judge(brought);
  }

  columnOf(mailbox: MailboxId): number {
    return this.#mailboxes.indexOf(mailbox);
  }

  mailboxOf(column: number): MailboxId {
    return (this.#mailboxes[column] ?? 0) as MailboxId;
  }

  /** Takes what the folders are called now. */
  nameFolders(folders: ReadonlyMap<MailboxId, { readonly path: string }>): void {
    this.#names.update(folders);
  }

  /** Takes what the person said must not speak for a folder, in place of what was said before. */
  doubt(doubts: readonly Doubt[]): void {
    this.#doubts = new Doubts(doubts);
  }

  /** Where mails with this one's traits went, without what is doubted. */
  remembered(mail: MailFeatures): Record<MemoryKind, Remembered | undefined> {
    return this.#memories.of(mail, this.#doubts, (column) => this.mailboxOf(column));
  }

  /** In how many mails of a folder, and in how many in all, a token was; none of the folder's where it is doubted. */
  tally(field: (typeof FIELDS)[number], text: string, column: number): { filed: number; total: number } {
    const found = this.words.tally(field, text, column);
    const doubted = this.#doubts.token(hashToken(FIELDS.indexOf(field), text));
    return doubted?.has(this.mailboxOf(column)) ? { ...found, filed: 0 } : found;
  }

  /** Looks at a mail; `allowed` limits the candidates (all known folders when left out). */
  view(mail: MailFeatures, allowed?: (mailbox: MailboxId) => boolean): View {
    const columns = Int32Array.from(
      [...this.#mailboxes.keys()].filter((column) => {
        const mailbox = this.mailboxOf(column);
        return (this.#filed[column] ?? 0) > 0 && (!allowed || allowed(mailbox));
      }),
    );
    const words = this.words.know(tokensOf(mail), this.learned);
    const signals = new Float64Array(columns.length * S);
    const mutes = this.#mutes(mail, words, columns);
    this.words.addSignals(words, columns, signals, mutes);
    this.#addOtherSignals(mail, columns, signals);
    return {
      mail,
      words,
      mutes,
      columns,
      candidates: columns.length,
      signals,
      none: this.#noneSignals(mail, words),
    };
  }

  learn(mail: MailFeatures, mailbox: MailboxId): void {
    const view = this.view(mail);
    let column = this.columnOf(mailbox);
    const candidate = view.columns.indexOf(column);
    if (view.candidates > 0) this.judge.learn(view, candidate);
    if (column < 0) column = this.#addColumn(mailbox);
    this.#newFolders = this.#newFolders * NEW_FOLDER_FADE + (candidate < 0 ? 1 - NEW_FOLDER_FADE : 0);
    this.words.learn(view.words, column, linearScore(view, candidate), strongestRival(view, candidate));
    this.words.count(view.words, column, 1);
    this.#memories.add(mail, column);
    this.#recency.filed(column, mail.date);
    this.#filed[column] = (this.#filed[column] ?? 0) + 1;
    this.learned += 1;
  }

  /**
   * Takes a hint that a mail may belong in a folder that is known: the linear score moves a little, nothing is counted, and
   * what the person does outweighs it at once.
   */
  hint(mail: MailFeatures, mailbox: MailboxId): void {
    const view = this.view(mail);
    const column = this.columnOf(mailbox);
    const candidate = view.columns.indexOf(column);
    if (candidate < 0) return;
    const own = linearScore(view, candidate);
    this.words.learn(view.words, column, own, strongestRival(view, candidate), HINT);
  }

  /** Takes a mail back that was learned for the folder: counts and memories go down, the linear score loses its share. */
  unlearn(mail: MailFeatures, mailbox: MailboxId): void {
    const column = this.columnOf(mailbox);
    const filed = this.#filed[column] ?? 0;
    if (filed === 0) return;
    const view = this.view(mail);
    this.words.unlearn(view.words, column, linearScore(view, view.columns.indexOf(column)), filed);
    this.words.count(view.words, column, -1);
    this.#memories.remove(mail, column);
    this.#filed[column] = filed - 1;
    this.learned -= 1;
  }

  forget(mailbox: MailboxId): void {
    const column = this.columnOf(mailbox);
    if (column < 0) return;
    this.words.forget(column);
    this.#memories.dropColumn(column);
    this.#recency.forget(column);
    this.learned -= this.#filed[column] ?? 0;
    this.#mailboxes[column] = 0;
    this.#filed[column] = 0;
  }

  write(writer: ByteWriter): void {
    writer.array(Float64Array.of(this.learned, this.#newFolders));
    writer.array(Float64Array.from(this.#mailboxes));
    writer.array(Float64Array.from(this.#filed));
    this.#recency.write(writer);
    this.words.write(writer);
    this.judge.write(writer);
    this.#memories.write(writer);
  }

  static read(reader: ByteReader): Model {
    const model = new Model();
    const [learned = 0, newFolders = 0] = reader.array(Float64Array);
    model.learned = learned;
    model.#newFolders = newFolders;
    model.#mailboxes = [...reader.array(Float64Array)];
    model.#filed = [...reader.array(Float64Array)];
    model.#recency = Recency.read(reader);
    model.words = WordModel.read(reader);
    model.judge = Judge.read(reader, upbringing);
    model.#memories = Memories.read(reader);
    return model;
  }

  /** Everything but words, in the order of `SIGNALS`. */
  #addOtherSignals(mail: MailFeatures, columns: Int32Array, signals: Float64Array): void {
    const n = columns.length;
    const { sender, domain, subject, thread } = this.remembered(mail);
    const odds = [
      memoryOdds(sender, columns, 0.1),
      memoryOdds(domain, columns, 0.5),
      memoryOdds(subject, columns, 0.1),
      memoryOdds(thread, columns, 0.05),
    ];
    const recent = this.#recency.signals(columns, mail.date);
    const nameShares = this.#names.reader(mail);
    columns.forEach((column, candidate) => {
      const size = Math.log((((this.#filed[column] ?? 0) + 0.5) / (this.learned + 1)) * n);
      const others = [
        ...odds.map((of) => of[candidate] ?? 0),
        size,
        ...recent.subarray(candidate * 4, candidate * 4 + 4),
        ...nameShares(this.mailboxOf(column)),
      ];
      signals.set(others, candidate * S + FIRST_OTHER_SIGNAL);
    });
  }

  /** In the order of `NONE_SIGNALS`. */
  #noneSignals(mail: MailFeatures, words: KnownWords): Float64Array {
    return Float64Array.of(
      1,
      this.#memories.knows('sender', mail) ? 0 : 1,
      this.#memories.knows('domain', mail) ? 0 : 1,
      this.words.unknownShare(words),
      Math.log(this.#newFolders + 0.005) + 4,
      // Who has seen little should not be sure that a mail belongs to what was seen.
      1 / Math.sqrt(1 + this.learned / 5),
    );
  }

  /** For each doubted token of a mail, by position, the columns for which it must not speak; null when none is doubted. */
  #mutes(mail: MailFeatures, { tokens }: KnownWords, columns: Int32Array): Mutes | null {
    const sender = this.#doubts.memory('sender', mail.from.address);
    if (!sender && !this.#doubts.ofTokens) return null;
    const mutes = new Map<number, Set<number>>();
    tokens.hashes.forEach((hash, at) => {
      const doubted = this.#doubts.token(hash) ?? (tokens.fields[at] === SENDER ? sender : undefined);
      if (!doubted) return;
      mutes.set(at, new Set(columns.filter((column) => doubted.has(this.mailboxOf(column)))));
    });
    return mutes.size > 0 ? mutes : null;
  }

  #addColumn(mailbox: MailboxId): number {
    this.words.addColumn();
    this.#filed.push(0);
    return this.#mailboxes.push(mailbox) - 1;
  }
}

function linearScore(view: View, candidate: number): number {
  return candidate < 0 ? 0 : (view.signals[candidate * S] ?? 0);
}

function strongestRival(view: View, candidate: number): { column: number; score: number } | null {
  let rival: { column: number; score: number } | null = null;
  view.columns.forEach((column, other) => {
    const score = linearScore(view, other);
    if (other !== candidate && (!rival || score > rival.score)) rival = { column, score };
  });
  return rival;
}
