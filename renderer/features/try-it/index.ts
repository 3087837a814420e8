export { createTryIt, tryItStore, type TryItState } from './try-it-slice.ts';
export { TryItSheet } from './try-it-sheet.tsx';
