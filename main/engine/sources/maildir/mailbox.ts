import { readdir, rename, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { UidFlags } from '../port.ts';
import { deliveredAt, flagsOf, uidOf, uniquePart, withFlags } from './file-name.ts';

interface Entry {
  readonly name: string;
  readonly inside: Inside;
}
type Inside = 'cur' | 'new';
const INSIDE = ['new', 'cur'] as const;

/** Names gone through before others have their turn: a millisecond or two. */
const SLICE = 1000;
/** A directory that changed this shortly before it was read may change again under the same time: file systems count coarsely. */
const COARSE_MS = 3000;
const ATTEMPTS = 3;
/** Read again after this long, whatever its time says. */
const READ_AGAIN_MS = 10 * 60_000;

/** When the directories last changed, as seen just before they were read, and when that was. */
interface Stamp {
  readonly changed: string;
  readonly at: number;
}

/** The files of one mailbox by UID, as of the last listing. Nothing is ever written but names. */
export class MaildirMailbox {
  readonly #folder: string;
  #entries = new Map<number, Entry>();
  #stamp: Stamp | null = null;
  /** Readings begun, the one whose result is in use, and changes of our own. */
  #begun = 0;
  #inUse = 0;
  #renames = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * Reads the directories again where they may have changed, `new` first, so that a mail taken over from there to `cur`
   * meanwhile is not missed. What we renamed meanwhile may have been read under its old name: then once more.
   */
  async refresh(): Promise<void> {
    const turn = (this.#begun += 1);
    for (let attempt = 1; attempt <= ATTEMPTS && turn > this.#inUse; attempt += 1) {
      const renames = this.#renames;
      const stamp = await this.#stampNow();
      if (this.#stamp !== null && stamp.changed === this.#stamp.changed && !isOld(this.#stamp, stamp)) return;
      const entries = await this.#read();
      const renamed = renames !== this.#renames;
      if (turn < this.#inUse || (renamed && attempt < ATTEMPTS)) continue;
      this.#inUse = turn;
      this.#entries = entries;
      this.#stamp = stamp.settled && !renamed ? stamp : null;
    }
  }

  async #stampNow(): Promise<Stamp & { readonly settled: boolean }> {
    const at = Date.now();
    const times = await Promise.all(
      INSIDE.map((inside) => stat(join(this.#folder, inside), { bigint: true })),
    );
    return {
      changed: times.map(({ mtimeNs, ino }) => `${ino}/${mtimeNs}`).join(' '),
      at,
      settled: times.every(({ mtimeMs }) => Math.abs(at - Number(mtimeMs)) > COARSE_MS),
    };
  }

  async #read(): Promise<Map<number, Entry>> {
    const known = new Map<string, number>();
    for (const [uid, { name }] of this.#entries) known.set(name, uid);
    const entries = new Map<number, Entry>();
    for (const inside of INSIDE) {
      const names = await readdir(join(this.#folder, inside));
      for (let start = 0; start < names.length; start += SLICE) {
        for (const name of names.slice(start, start + SLICE)) {
          if (!name.startsWith('.')) entries.set(known.get(name) ?? uidOf(name), { name, inside });
        }
        await yieldToOthers();
      }
    }
    return entries;
  }

  has(uid: number): boolean {
    return this.#entries.has(uid);
  }

  flags(uid: number): string[] {
    const entry = this.#entries.get(uid);
    return entry ? flagsOf(entry.name) : [];
  }

  path(uid: number): string | null {
    const entry = this.#entries.get(uid);
    return entry ? join(this.#folder, entry.inside, entry.name) : null;
  }

  /** UIDs and flags, oldest delivery first; only those delivered since `since` when it is given. */
  async list(since: number | undefined): Promise<UidFlags[]> {
    const dated: { uid: number; flags: string[]; at: number }[] = [];
    let seen = 0;
    for (const [uid, entry] of this.#entries) {
      seen += 1;
      if (seen % SLICE === 0) await yieldToOthers();
      const at = deliveredAt(entry.name) ?? (await this.#modifiedAt(uid));
      if (since === undefined || at >= since) dated.push({ uid, flags: flagsOf(entry.name), at });
    }
    dated.sort((a, b) => a.at - b.at);
    return dated.map(({ uid, flags }) => ({ uid, flags }));
  }

  /** Moves a mail's file to another mailbox, keeping its place in `new` or `cur` and its flags. False when it is gone. */
  async moveTo(target: MaildirMailbox, uid: number): Promise<number | null> {
    const entry = this.#entries.get(uid);
    if (!entry) return null;
    // Two mails under one name: rename would silently destroy the one that is there.
    const name = target.has(uid) ? renamed(entry.name) : entry.name;
    await rename(join(this.#folder, entry.inside, entry.name), join(target.#folder, entry.inside, name));
    this.#changedByUs();
    target.#changedByUs();
    this.#entries.delete(uid);
    const newUid = uidOf(name);
    target.#entries.set(newUid, { name, inside: entry.inside });
    return newUid;
  }

  /** Writes flags into the file's name, which takes it from `new` to `cur`; false when the mail is not there. */
  async setFlags(
    uid: number,
    change: { add?: readonly string[]; remove?: readonly string[] },
  ): Promise<boolean> {
    const entry = this.#entries.get(uid);
    if (!entry) return false;
    const name = withFlags(entry.name, change);
    if (name === entry.name && entry.inside === 'cur') return true;
    await rename(join(this.#folder, entry.inside, entry.name), join(this.#folder, 'cur', name));
    this.#changedByUs();
    this.#entries.set(uid, { name, inside: 'cur' });
    return true;
  }

  #changedByUs(): void {
    this.#renames += 1;
    this.#stamp = null;
  }

  async #modifiedAt(uid: number): Promise<number> {
    const path = this.path(uid);
    const found = path === null ? null : await stat(path).catch(() => null);
    return found?.mtimeMs ?? 0;
  }
}

function isOld(stamp: Stamp, now: Stamp): boolean {
  return Math.abs(now.at - stamp.at) > READ_AGAIN_MS;
}

let renames = 0;

function renamed(name: string): string {
  const unique = uniquePart(name);
  renames += 1;
  const seconds = deliveredAt(name) ?? Date.now();
  return `${Math.floor(seconds / 1000)}.R${process.hrtime.bigint()}P${process.pid}Q${renames}.${hostname().replace(/[/:]/g, '_')}${name.slice(unique.length)}`;
}
