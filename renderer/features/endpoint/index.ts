export { EndpointPanel } from './lazy.tsx';
