export { createExplain, explainStore, type ExplainState } from './explain-slice.ts';
export { Reader, useReaderSoon } from './lazy.tsx';
export type { ReaderActs } from './reader.tsx';
export { createReader, readerStore, selectAside, useReader, type ReaderState } from './reader-slice.ts';
