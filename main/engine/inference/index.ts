export { openInference, type Inference, type InferenceOptions, type InferenceState } from './client.ts';
