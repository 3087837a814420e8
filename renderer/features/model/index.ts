export { ModelPanel } from './lazy.tsx';
export { ModelOffer } from './model-offer.tsx';
export { createModels, modelsStore, type ModelsState } from './model-slice.ts';
