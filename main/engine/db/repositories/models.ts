import { z } from 'zod';
import { fileCheck, modelId, type ModelId } from '../../../../contract/models.ts';
import { problem } from '../../../../contract/problem.ts';
import { statement, type ReadableDb, type WritableDb } from '../handles.ts';

/** What the header of a model's file told. */
export const modelFacts = z.object({
  name: z.string().nullable(),
  architecture: z.string(),
  quantisation: z.string().nullable(),
  licence: z.string().nullable(),
  parameters: z.number(),
  /** Of the file; bytes. */
  size: z.number(),
  /** Keys and values of one token, in all layers; bytes. */
  tokenBytes: z.number(),
});
export type ModelFacts = z.infer<typeof modelFacts>;

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .nullable()
    .transform((text): unknown => (text === null ? null : JSON.parse(text)))
    .pipe(schema.nullable());

const modelRow = z.object({
  id: modelId,
  origin: z.enum(['catalogue', 'url', 'file']),
  source: z.string().nullable(),
  state: z.enum(['downloading', 'paused', 'failed', 'ready']),
  problem: json(problem),
  total: z.number().nullable(),
  sha256: z.string().nullable(),
  validator: z.string().nullable(),
  checked: fileCheck,
  facts: json(modelFacts),
  msPerMail: z.number().nullable(),
  measuredAt: z.number().nullable(),
});
/** A model as it is kept. */
export type KeptModel = z.infer<typeof modelRow>;

const COLUMNS = `id, origin, source, state, problem, total, sha256, validator, checked, about AS facts,
  ms_per_mail AS msPerMail, measured_at AS measuredAt`;

/** All models that are here in some way, the oldest first. */
export function listModels(db: ReadableDb): KeptModel[] {
  const rows = statement<[]>(db, `SELECT ${COLUMNS} FROM models ORDER BY added_at, id`).all();
  return rows.map((row) => modelRow.parse(row));
}

export function findModel(db: ReadableDb, id: ModelId): KeptModel | null {
  const row = statement<[string]>(db, `SELECT ${COLUMNS} FROM models WHERE id = ?`).get(id);
  return row === undefined ? null : modelRow.parse(row);
}

/** Adds a model; one of that name stays as it is. */
export function addModel(
  db: WritableDb,
  added: Pick<KeptModel, 'id' | 'origin' | 'source' | 'state'> & { readonly at: number },
): void {
  statement<[object]>(
    db,
    `INSERT INTO models (id, origin, source, state, added_at) VALUES (:id, :origin, :source, :state, :at)
     ON CONFLICT (id) DO NOTHING`,
  ).run(added);
}

/** Changes what is given. */
export function changeModel(
  db: WritableDb,
  id: ModelId,
  changes: Partial<Omit<KeptModel, 'id' | 'origin' | 'source'>>,
): void {
  const columns: Record<string, unknown> = {};
  const { facts, problem: why, msPerMail, measuredAt, ...same } = changes;
  Object.assign(columns, same);
  if (facts !== undefined) columns['about'] = facts && JSON.stringify(facts);
  if (why !== undefined) columns['problem'] = why && JSON.stringify(why);
  if (msPerMail !== undefined) columns['ms_per_mail'] = msPerMail;
  if (measuredAt !== undefined) columns['measured_at'] = measuredAt;
  const names = Object.keys(columns);
  if (names.length === 0) return;
  const set = names.map((name) => `${name} = :${name}`).join(', ');
  statement<[object]>(db, `UPDATE models SET ${set} WHERE id = :id`).run({ ...columns, id });
}

export function deleteModel(db: WritableDb, id: ModelId): void {
  statement<[string]>(db, 'DELETE FROM models WHERE id = ?').run(id);
}
