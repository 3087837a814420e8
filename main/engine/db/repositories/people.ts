import { z } from 'zod';
import type { Address } from '../../../../contract/mail.ts';
import { person, type Person } from '../../../../contract/people.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

const row = person.extend({ vip: z.number().transform(Boolean) });

/**
 * SQL that tells whether a mail `m` is to be treated as a VIP's: its sender is one, or a rule says so. By the key of `people`,
 * so that a page of a list costs next to nothing, and marking a person needs no mail to be written.
 */
export const isVip = `(m.vip = 1 OR EXISTS (SELECT 1 FROM people v WHERE v.address = m.from_address AND v.vip = 1))`;

/** Takes note of the sender of a mail; `date` in milliseconds. A mail without a readable address has none. */
export function seePerson(db: WritableDb, { name, address }: Address, date: number): void {
  if (address === '') return;
  statement<[object]>(
    db,
    `INSERT INTO people (address, name, last_at) VALUES (:address, :name, :date)
     ON CONFLICT (address) DO UPDATE SET last_at = excluded.last_at, name = iif(excluded.name = '', name, excluded.name)
     WHERE excluded.last_at > last_at`,
  ).run({ address, name, date: Math.round(date) });
}

/** Whether the person made this sender a VIP. */
export function isVipAddress(db: ReadableDb, address: string): boolean {
  const sql = 'SELECT 1 FROM people WHERE address = ? AND vip = 1';
  return statement<[string]>(db, sql).get(address) !== undefined;
}

/** Addresses of all VIPs. */
export function vipAddresses(db: ReadableDb): ReadonlySet<string> {
  const sql = 'SELECT address FROM people WHERE vip = 1';
  return new Set(statement<[], string>(db, sql).pluck().all());
}

/** All VIPs, by name or address. */
export function listVips(db: ReadableDb): Person[] {
  const sql = `SELECT address, name, vip FROM people WHERE vip = 1
    ORDER BY iif(name = '', address, name) COLLATE NOCASE`;
  return z.array(row).parse(statement<[]>(db, sql).all());
}

/** People whose name or address has a word that begins so; who wrote last comes first. */
export function searchPeople(db: ReadableDb, query: { query: string; limit: number }): Person[] {
  const begin = query.query.trim().replace(/[\\%_]/g, '\\$&');
  const rows = statement<[object]>(
    db,
    `SELECT address, name, vip FROM people
     WHERE name LIKE :first ESCAPE '\\' OR name LIKE :word ESCAPE '\\'
       OR address LIKE :first ESCAPE '\\' OR address LIKE :host ESCAPE '\\'
     ORDER BY last_at DESC LIMIT :limit`,
  ).all({ first: `${begin}%`, word: `% ${begin}%`, host: `%@${begin}%`, limit: query.limit });
  return z.array(row).parse(rows);
}

/** Makes somebody a VIP or takes that back, whether their mail is known or not. */
export function setVip(
  db: WritableDb,
  who: { address: string; name?: string | undefined; vip: boolean },
): Person {
  const found = statement<[object]>(
    db,
    `INSERT INTO people (address, name, last_at, vip) VALUES (:address, :name, 0, :vip)
     ON CONFLICT (address) DO UPDATE SET vip = excluded.vip, name = iif(name = '', excluded.name, name)
     RETURNING address, name, vip`,
  ).get({ address: who.address, name: who.name ?? '', vip: Number(who.vip) });
  return row.parse(found);
}
