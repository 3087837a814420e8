export { GoHint } from './go-hint.tsx';
export { ShortcutsPanel } from './lazy.tsx';
