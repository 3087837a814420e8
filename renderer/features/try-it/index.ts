export { TryItSheet } from './lazy.tsx';
export { createTryIt, tryItStore, type TryItState } from './try-it-slice.ts';
