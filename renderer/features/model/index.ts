export { ModelPanel } from './lazy.tsx';
export { createModels, modelsStore, type ModelsState } from './model-slice.ts';
