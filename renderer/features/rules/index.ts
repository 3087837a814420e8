export { createRulesStores, RulesProvider, type RulesStores } from './stores.tsx';
export { rulesCommands } from './commands.ts';
export { RulesDetail, RulesList } from './lazy.tsx';
