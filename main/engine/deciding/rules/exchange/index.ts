export type { Imported } from './notes.ts';
export { exportSieve, type Exported } from './sieve/export.ts';
export { importSieve } from './sieve/import.ts';
export { importThunderbird } from './thunderbird/import.ts';
