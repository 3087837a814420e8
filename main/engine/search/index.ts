export { searchCalls, type SearchDeps } from './calls.ts';
