export { EndpointScorer } from './endpoint.ts';
