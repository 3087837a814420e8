export { HelpSheet, Palette } from './lazy.tsx';
