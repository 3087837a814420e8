/**
 * The seed of whatever a test does at random. The same in every run, so that a change is judged by what it does and not by
 * what was drawn; `CASIER_SEED=$RANDOM npm test` draws another. The long commands (`npm run crash | equivalence | soak |
 * fuzz`) draw their own.
 */
export const SEED = Number(process.env['CASIER_SEED'] ?? 180_742);
