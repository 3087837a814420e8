import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverUser } from './local-server.ts';
import { copyUnpacked, type Unpacked } from './unpacked.ts';

/** What a script does with a mail. */
export interface Delivered {
  /** Folders it is stored in; `INBOX` when it is kept. */
  readonly folders: readonly string[];
  /** Flags it gets, in lower case, sorted. */
  readonly flags: readonly string[];
}

/** Dovecot's Sieve, on files of its own. */
export class Pigeonhole {
  readonly #folder = mkdtempSync(join(tmpdir(), 'casier-sieve-'));
  readonly #unpacked: Unpacked;
  readonly #config: string;

  constructor() {
    const owner = serverUser();
    chownSync(this.#folder, owner.uid, owner.gid);
    this.#unpacked = copyUnpacked('pigeonhole', join(this.#folder, 'unpacked'));
    for (const name of ['run', 'mail', 'home', 'scripts']) {
      mkdirSync(join(this.#folder, name));
      chownSync(join(this.#folder, name), owner.uid, owner.gid);
    }
    this.#config = join(this.#folder, 'dovecot.conf');
    writeFileSync(
      this.#config,
      `protocols =
base_dir = ${this.#folder}/run
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
mail_location = maildir:${this.#folder}/mail:LAYOUT=fs:UTF-8
mail_home = ${this.#folder}/home
ssl = no
log_path = /dev/stderr
plugin {
  sieve_extensions = +special-use
}
`,
    );
  }

  /** What is wrong with a script; null when nothing is. */
  problemOf(script: string): string | null {
    // A file of its own: sievec replaces what its output names, and as root that would be /dev/null itself.
    const compiled = join(this.#folder, 'scripts', 'script.svbin');
    const { status, stderr } = this.#run('sievec', [this.#write('script.sieve', script), compiled]);
    return status === 0 ? null : stderr;
  }

  /** @throws when the script cannot be run */
  deliver(script: string, mail: string): Delivered {
    const files = [this.#write('script.sieve', script), this.#write('mail.eml', mail)];
    const { status, stdout, stderr } = this.#run('sieve-test', files);
    if (status !== 0) throw new Error(`sieve-test: ${stderr}`);
    const found = (pattern: RegExp): string[] => [...stdout.matchAll(pattern)].map(([, one = '']) => one);
    const flags = found(/add IMAP flags:(.*)/g).flatMap((line) => line.trim().toLowerCase().split(/\s+/));
    return { folders: found(/store message in folder: (.*)/g), flags: [...new Set(flags)].sort() };
  }

  stop(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(name: string, text: string): string {
    const file = join(this.#folder, 'scripts', name);
    writeFileSync(file, text);
    return file;
  }

  #run(program: string, args: readonly string[]) {
    // Dovecot's programs start themselves anew and forget their surroundings, unless told not to.
    const env = {
      ...this.#unpacked.env,
      DOVECOT_PRESERVE_ENVS: 'LD_LIBRARY_PATH',
      LD_LIBRARY_PATH: join(this.#unpacked.folder, 'usr/lib/dovecot'),
    };
    const path = join(this.#unpacked.folder, 'usr/bin', program);
    return spawnSync(path, ['-c', this.#config, ...args], { env, encoding: 'utf8' });
  }
}
