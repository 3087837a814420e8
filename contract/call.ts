import type { z } from 'zod';

/** One request the renderer can make: its name, what it takes and what it gives, checked on the receiving side. */
export interface CallSpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

/** One thing the application tells the renderer without being asked. */
export interface EventSpec<Payload extends z.ZodType = z.ZodType> {
  readonly payload: Payload;
}

/** Declares a call. Keeps the exact schema types so that both ends are typed from this one place. */
export function call<Input extends z.ZodType, Output extends z.ZodType>(
  spec: CallSpec<Input, Output>,
): CallSpec<Input, Output> {
  return spec;
}

/** Declares an event. */
export function event<Payload extends z.ZodType>(spec: EventSpec<Payload>): EventSpec<Payload> {
  return spec;
}
