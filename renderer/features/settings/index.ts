export { createRules, rulesStore, type RulesState } from './rules-slice.ts';
export { SettingsSheet } from './settings-sheet.tsx';
