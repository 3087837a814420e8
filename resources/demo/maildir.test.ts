import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeNewMail, newMailHomes } from './append.ts';
import { generateMailbox } from './generate.ts';
import { deliver, writeMaildir } from './maildir.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'generated-mail-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const domainOf = (address: string | undefined): string => address?.split('@')[1] ?? '';

/** Every file below a directory with its time of change and content. */
function tree(root: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(root.length), `${statSync(path).mtimeMs} ${readFileSync(path, 'latin1')}`);
  }
  return files;
}

describe('writeMaildir', () => {
  it('writes the same tree twice, names and times included', async () => {
    const first = join(dir, 'one');
    const second = join(dir, 'two');
    const written = await writeMaildir(first, generateMailbox({ seed: 2 }));
    await writeMaildir(second, generateMailbox({ seed: 2 }));
    expect(tree(first).size).toBe(written.mails);
    expect(tree(second)).toEqual(tree(first));
  });

  it('names files by time and flags, unique everywhere, and leaves fresh mail in new', async () => {
    await writeMaildir(dir, generateMailbox());
    const paths = [...tree(dir).keys()];
    const unique = new Set(paths.map((path) => basename(path).split(':')[0]));
    expect(unique.size).toBe(paths.length);
    for (const path of paths) {
      if (basename(dirname(path)) === 'new')
        expect(path).toMatch(/^\/INBOX\/new\/\d{10}\.M\d+P1\.casier\.example$/);
      else expect(path).toMatch(/\/cur\/\d{10}\.M\d+P1\.casier\.example:2,D?F?R?S?$/);
      expect(Math.floor(statSync(join(dir, path)).mtimeMs / 1000)).toBe(Number(basename(path).slice(0, 10)));
    }
    expect(readdirSync(join(dir, 'INBOX', 'new')).length).toBeGreaterThan(3);
    expect(readdirSync(join(dir, 'Travail', 'Projet Lumière')).sort()).toEqual(['cur', 'new', 'tmp']);
  });
});

describe('makeNewMail', () => {
  it('writes a mail for each folder from a sender or circle that is known there', async () => {
    const sites = new Map<string, Set<string>>();
    const known = new Set<string>();
    for (const mail of generateMailbox()) {
      const { from, messageId } = await PostalMime.parse(mail.source);
      known.add(messageId ?? '');
      if (mail.folder !== mail.home) continue;
      sites.set(mail.home, (sites.get(mail.home) ?? new Set()).add(domainOf(from?.address)));
    }
    expect(newMailHomes().length).toBeGreaterThan(14);
    for (const home of newMailHomes()) {
      for (const number of [1, 2, 3]) {
        const { from, messageId } = await PostalMime.parse(makeNewMail({ home, number }).source);
        expect(sites.get(home)).toContain(domainOf(from?.address));
        expect(known).not.toContain(messageId);
        known.add(messageId ?? '');
      }
    }
  });

  it('is delivered to new, complete, under its own name', async () => {
    const now = Date.UTC(2026, 10, 17, 9);
    const path = deliver(dir, makeNewMail({ home: 'Factures', number: 7, now }), 7);
    expect(dirname(path)).toBe(join(dir, 'INBOX', 'new'));
    expect(readdirSync(join(dir, 'INBOX', 'tmp'))).toEqual([]);
    const email = await PostalMime.parse(readFileSync(path));
    expect(Date.parse(email.date ?? '')).toBe(now);
  });

  it('refuses a folder that the mailbox does not have', () => {
    expect(() => makeNewMail({ home: 'Nulle part', number: 1 })).toThrow(RangeError);
  });
});
