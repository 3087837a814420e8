/**
 * What there is in the window, by name: the types of the session, the keys, the palette and the walk that looks at every screen
 * are made from these lists.
 */
export const PLACES = [
  'proposals',
  'mailbox',
  'search',
  'activity',
  'dashboard',
  'rules',
  'backtest',
  'new-folders',
] as const;
export type Place = (typeof PLACES)[number];

export const SHEETS = ['snoozed', 'add-account', 'settings', 'help', 'try-it'] as const;
export type Sheet = (typeof SHEETS)[number];

export const SETTINGS_TABS = [
  'general',
  'accounts',
  'notifications',
  'trust',
  'model',
  'privacy',
  'backup',
  'shortcuts',
  'health',
  'about',
] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];
