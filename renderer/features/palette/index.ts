export { HelpSheet, Palette } from './lazy.tsx';
export { paletteAction } from './action.tsx';
