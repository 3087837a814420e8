/**
 * `npm run bench -- search [--json] [--n 100000] [--rounds 15]`: finds mails in a generated mailbox, in the engine's own process
 * and from call to answer: what a person waits for with each key, besides the way to the window and back. Prints each query with
 * what it found and took, and with `--plans` how the database goes about it.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { engineCalls } from '../../contract/index.ts';
import type { BatchId } from '../../contract/ids.ts';
import { openDatabase } from '../../main/engine/db/open.ts';
import { systemClock } from '../../main/engine/platform/clock.ts';
import { searchCalls } from '../../main/engine/search/index.ts';
import { cachedDatabase } from './support/mail-database.ts';
import { quantile, table } from './support/numbers.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    n: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '15' },
  },
});
const queries = [
  ...['bonjour', 'facture', 'fa', 'f', 'rendez-vous', 'kubernetes', 'le de la', 'facture -acompte'],
  ...['"bonne journée"', 'devis OR facture', 'from:marie', 'to:camille', 'cc:camille', 'subject:facture'],
  ...['is:unread', 'is:read', 'is:starred', 'is:filed', 'has:attachment', 'filename:pdf', 'in:INBOX'],
  ...['after:2026', 'before:2025-06 facture', 'older:1y', 'larger:5k', 'list:org', '-bonjour'],
  ...['is:unread has:attachment from:ma after:2026-03', 'account:camille bonjour', 'qzxj'],
];
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

const made = await cachedDatabase({ n: Number(values.n), seed: 1 }, say);
const work = mkdtempSync(join(tmpdir(), 'casier-bench-'));
try {
  cpSync(dirname(made), work, { recursive: true });
  const db = openDatabase(join(work, 'casier.db'));
  const batches: BatchId[] = [];
  const calls = searchCalls({
    db,
    clock: systemClock,
    jobs: () => ({ wake: () => undefined }),
    onActed: ({ batch }) => batches.push(batch),
    onMarked: (batch) => batches.push(batch),
  });
  const search = engineCalls['messages.search'];
  const find = (query: string, offset = 0) => calls['messages.search'](search.input.parse({ query, offset }));
  const timed = async <T>(run: () => T): Promise<[number, Awaited<T>]> => {
    const start = performance.now();
    const value = await run();
    return [performance.now() - start, value];
  };

  const [firstMs] = await timed(() => find('bonjour'));
  const all: number[] = [];
  const worst: number[] = [];
  for (const query of queries) {
    const times: number[] = [];
    let total = 0;
    for (let round = 0; round < Number(values.rounds); round += 1) {
      const [ms, reply] = await timed(() => find(query));
      times.push(ms);
      if (reply.ok) total = reply.value.total;
    }
    all.push(...times);
    worst.push(quantile(times, 0.95));
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1).padStart(7));
    say(`${query.padEnd(46)} ${String(total).padStart(7)} mails ${p50} ${p95} ms`);
  }
  const deep: number[] = [];
  const typed: number[] = [];
  const acted: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    deep.push((await timed(() => find('bonjour', 9900)))[0]);
    for (const query of ['ma', 'from:', 'from:mar', 'in:', 'is:', 'be']) {
      const asking = { query, caret: query.length, language: 'en' } as const;
      typed.push((await timed(() => calls['search.suggest'](asking)))[0]);
    }
  }
  for (const act of ['flag', 'read', 'archive', 'trash'] as const) {
    const ids = db.prepare('SELECT message_id FROM places WHERE moving = 0 LIMIT 5000').pluck().all();
    const input = engineCalls['search.act'].input.parse({ mails: { messages: ids }, act });
    const [ms] = await timed(() => calls['search.act'](input));
    say(`5000 at once: ${act} ${ms.toFixed(1)} ms`);
    acted.push(ms);
  }
  const figures = {
    mails: Number(db.prepare('SELECT count(*) FROM messages').pluck().get()),
    firstMs,
    searchP50Ms: quantile(all, 0.5),
    searchP95Ms: quantile(all, 0.95),
    slowestQueryP95Ms: Math.max(...worst),
    deepPageP95Ms: quantile(deep, 0.95),
    suggestP95Ms: quantile(typed, 0.95),
    act5000MaxMs: Math.max(...acted),
  };
  table(figures, say);
  if (values.plans) showPlans();
  db.close();
  if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`);

  function showPlans(): void {
    const seen = [
      'SELECT rowid FROM message_index WHERE message_index MATCH ?',
      'SELECT message_id FROM places WHERE mailbox_id = ? AND moving = 0',
      'SELECT message_id FROM places WHERE seen = 0',
      'SELECT message_id FROM places WHERE flagged = 1',
      'SELECT id FROM messages WHERE vip = 1',
      "SELECT message_id FROM proposals WHERE state = 'pending'",
      'SELECT id FROM messages WHERE has_attachments = 1',
      'SELECT id FROM messages WHERE size >= ? AND size < ?',
      'SELECT id FROM messages WHERE list_id IS NOT NULL AND instr(list_id, ?) > 0',
    ];
    for (const sql of seen) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', '1')}`).all() as { detail: string }[];
      say(`${sql}\n    ${plan.map(({ detail }) => detail).join('; ')}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
