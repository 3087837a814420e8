export { Places } from './places.tsx';
