import { readdirSync, type Dirent } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Which folder each mail is in, by the part of its file name that never changes. */
export type Whereabouts = ReadonlyMap<string, string>;

/**
 * Looks at a Maildir tree on the disk, past Casier.
 * @throws when a mail is there twice: that is never right
 */
export function mailsOnDisk(maildir: string): Whereabouts {
  const found = new Map<string, string>();
  for (const entry of mailFiles(maildir)) {
    const unique = entry.name.split(':')[0] ?? entry.name;
    const folder = relative(maildir, dirname(entry.parentPath));
    const other = found.get(unique);
    if (other !== undefined) throw new Error(`${unique} is in "${other}" and in "${folder}"`);
    found.set(unique, folder);
  }
  return found;
}

/** The mails with the flag F (\Flagged), by the part of the file name that never changes. */
export function starredOnDisk(maildir: string): ReadonlySet<string> {
  const names = mailFiles(maildir).map(({ name }) => name.split(':2,'));
  return new Set(names.filter(([, flags]) => flags?.includes('F')).map(([unique = '']) => unique));
}

/** As two looks in a row agree: what moves during a look is seen in both places, or in none. */
function mailFiles(maildir: string): Dirent[] {
  const paths = (entries: readonly Dirent[]) =>
    entries.map(({ parentPath, name }) => join(parentPath, name)).join('\n');
  let seen = lookOnce(maildir);
  for (;;) {
    const again = lookOnce(maildir);
    if (paths(again) === paths(seen)) return again;
    seen = again;
  }
}

function lookOnce(maildir: string): Dirent[] {
  return readdirSync(maildir, { recursive: true, withFileTypes: true }).filter((entry) => {
    const kind = basename(entry.parentPath);
    return entry.isFile() && (kind === 'cur' || kind === 'new');
  });
}

export interface Move {
  readonly mail: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What differs between two looks; a mail that came or went has no `from` or `to`. */
export function movesBetween(before: Whereabouts, after: Whereabouts): Move[] {
  const mails = new Set([...before.keys(), ...after.keys()]);
  return [...mails]
    .map((mail) => ({ mail, from: before.get(mail), to: after.get(mail) }))
    .filter(({ from, to }) => from !== to);
}
