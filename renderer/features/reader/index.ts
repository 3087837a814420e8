export { Reader, type ReaderActs } from './reader.tsx';
export { createReader, readerStore, type ReaderState } from './reader-slice.ts';
