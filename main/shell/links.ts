const openable = new Set(['http:', 'https:', 'mailto:']);

/**
 * Gives the link in the form it may be handed to the desktop, or null when it must not be: anything but http, https and
 * mailto could start a program or read a file. A web link with a user name in it is refused: it exists to deceive.
 */
export function openableLink(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (!parsed || !openable.has(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  return parsed.href;
}
