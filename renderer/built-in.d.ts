/** Made at build time by `build/built-in-plugin.ts`. */
declare module 'virtual:built-in' {
  export interface BuiltIn {
    readonly name: string;
    readonly version: string;
    readonly licence: string | null;
  }
  export const packages: readonly BuiltIn[];
}
