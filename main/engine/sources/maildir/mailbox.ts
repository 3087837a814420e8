import { readdir, rename, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { UidFlags } from '../port.ts';
import { deliveredAt, flagsOf, uidOf, uniquePart, withFlags } from './file-name.ts';

interface Entry {
  readonly name: string;
  readonly inside: 'cur' | 'new';
}

/** The files of one mailbox by UID, as of the last listing. Nothing is ever written but names. */
export class MaildirMailbox {
  readonly #folder: string;
  #entries = new Map<number, Entry>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Reads the directories again: `new` first, so that a mail taken over from there to `cur` meanwhile is not missed. */
  async refresh(): Promise<void> {
    const entries = new Map<number, Entry>();
    for (const inside of ['new', 'cur'] as const) {
      for (const name of await readdir(join(this.#folder, inside))) {
        if (!name.startsWith('.')) entries.set(uidOf(name), { name, inside });
      }
    }
    this.#entries = entries;
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
    for (const [uid, entry] of this.#entries) {
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
    this.#entries.set(uid, { name, inside: 'cur' });
    return true;
  }

  async #modifiedAt(uid: number): Promise<number> {
    const path = this.path(uid);
    const found = path === null ? null : await stat(path).catch(() => null);
    return found?.mtimeMs ?? 0;
  }
}

let renames = 0;

function renamed(name: string): string {
  const unique = uniquePart(name);
  renames += 1;
  const seconds = deliveredAt(name) ?? Date.now();
  return `${Math.floor(seconds / 1000)}.R${process.hrtime.bigint()}P${process.pid}Q${renames}.${hostname().replace(/[/:]/g, '_')}${name.slice(unique.length)}`;
}
