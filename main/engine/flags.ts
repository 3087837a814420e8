/**
 * How the engine's own process is started, by whichever shell. A young generation of 3 × 8 MB instead of 3 × 16: what a first
 * sync makes dies at once anyway, and the process stays 90 MB smaller for the same time (docs/measurements.md).
 */
export const engineFlags: readonly string[] = ['--max-semi-space-size=8'];
