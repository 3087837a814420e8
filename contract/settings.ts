import { z } from 'zod';
import { call } from './call.ts';
import { defaultNoticeSettings, noticeSettings } from './notices.ts';

export const settings = z.object({
  /** `system` follows the desktop's language. */
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
  notify: noticeSettings,
  /** What the dashboard takes for the time it takes to file one mail by hand. */
  secondsPerMail: z.number().int().min(1).max(60),
  /** Nobody outside this computer is contacted while it is set. */
  offline: z.boolean(),
  /** Whether a language model may be offered where it would help. */
  offerModel: z.boolean(),
  /** Keys that the person changed: what is pressed, by the name of the command. */
  shortcuts: z.record(z.string().min(1).max(40), z.string().min(1).max(40)),
});
export type Settings = z.infer<typeof settings>;

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  notify: defaultNoticeSettings,
  secondsPerMail: 6,
  offline: false,
  offerModel: true,
  shortcuts: {},
};

export const settingsCalls = {
  'settings.get': call({ input: z.object({}), output: settings }),
  'settings.set': call({ input: settings.partial(), output: settings }),
};
