/** How the engine's own process is started, by whichever shell: options of its Node and V8. Measured in docs/measurements.md. */
export const engineFlags: readonly string[] = [];
