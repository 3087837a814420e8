import { z } from 'zod';
import { imapSettings } from './imap-settings.ts';

/** What a provider wants before a mail program may sign in. */
export const signInKind = z.enum([
  /** The person's usual password. */
  'password',
  /** A password made for one program, in the provider's settings. */
  'app-password',
  /** Only the provider's own page in a browser (OAuth): no password is accepted. */
  'browser',
  /** A program of the provider on this computer, which shows a password of its own. */
  'bridge',
  /** Mail programs are not let in at all. */
  'none',
]);
export type SignInKind = z.infer<typeof signInKind>;

const page = z.url({ protocol: /^https$/ }).max(2000);

/** What is known of a provider, for the person to read before a password is asked. */
export const providerHint = z.object({
  name: z.string(),
  signIn: signInKind,
  /** Where the password for a program is made, or the bridge is had. */
  signInUrl: page.nullable(),
  /** Where access by IMAP must be switched on first; null where it needs not. */
  enableUrl: page.nullable(),
  helpUrl: page.nullable(),
});
export type ProviderHint = z.infer<typeof providerHint>;

/** Where settings come from. */
export const settingsSource = z.enum([
  /** The list that comes with the program, by the address's domain. */
  'bundled',
  /** The same list, by the server that takes the domain's mail (MX). */
  'mail-exchanger',
  /** A file that the domain publishes for mail programs. */
  'autoconfig',
  /** The domain's SRV records (RFC 6186). */
  'srv',
  /** Usual names that were tried and answered. */
  'guess',
]);
export type SettingsSource = z.infer<typeof settingsSource>;

export const settingsProposal = z.object({
  imap: imapSettings,
  source: settingsSource,
  /** `sure`: known or told over an authenticated line; `likely`: told by DNS, which anybody on the way may have changed. */
  sure: z.enum(['sure', 'likely', 'guess']),
  /** Who told: a host name; null for the bundled list. */
  toldBy: z.string().nullable(),
});
export type SettingsProposal = z.infer<typeof settingsProposal>;

export const discovery = z.object({
  /** Null where only a server is known. */
  provider: providerHint.nullable(),
  /** Best first; empty when the provider lets no mail program in. */
  proposals: z.array(settingsProposal),
});
export type Discovery = z.infer<typeof discovery>;
