/** Ends every switch on a closed union: a new member that nobody handles is a compile error, and loud if it slips through. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
