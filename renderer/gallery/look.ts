/** What the page's address asks to be shown. */
export interface Look {
  readonly language: 'en' | 'fr';
  readonly theme: 'light' | 'dark';
  /** Path of the one group to show; null for all. */
  readonly only: string | null;
  /** Name of the one story of it to show, without anything around it. */
  readonly alone: string | null;
}

/** Reads the address. */
export function readLook(search: string): Look {
  const asked = new URLSearchParams(search);
  return {
    language: asked.get('language') === 'fr' ? 'fr' : 'en',
    theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
    only: asked.get('only'),
    alone: asked.get('alone'),
  };
}

/** The address of a look. */
export function addressOf(look: Look): string {
  const given = Object.entries(look).filter((entry): entry is [string, string] => entry[1] !== null);
  return `?${new URLSearchParams(given).toString()}`;
}
