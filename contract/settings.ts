import { z } from 'zod';
import { call } from './call.ts';

export const settings = z.object({
  /** `system` follows the desktop's language. */
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.boolean(),
});
export type Settings = z.infer<typeof settings>;

export const defaultSettings: Settings = { language: 'system', theme: 'system', notifications: true };

export const ruleProblem = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** A key of the texts file, with what it needs. */
  code: z.enum(['syntax', 'unknown-key', 'missing', 'wrong-type', 'bad-pattern', 'no-rules']),
  detail: z.string(),
  suggestion: z.string().optional(),
});
export type RuleProblem = z.infer<typeof ruleProblem>;

export const settingsCalls = {
  'settings.get': call({ input: z.object({}), output: settings }),
  'settings.set': call({ input: settings.partial(), output: settings }),
  'rules.get': call({
    input: z.object({}),
    output: z.object({ text: z.string(), problems: z.array(ruleProblem) }),
  }),
  'rules.check': call({ input: z.object({ text: z.string().max(1_000_000) }), output: z.array(ruleProblem) }),
  /** Saves only what is valid; otherwise gives the problems and keeps the old rules. */
  'rules.save': call({
    input: z.object({ text: z.string().max(1_000_000) }),
    output: z.object({ saved: z.boolean(), problems: z.array(ruleProblem) }),
  }),
};
