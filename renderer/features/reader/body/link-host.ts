/** Where a link leads, as a person should see it: the host, or the address of a mail link. Hosts in other scripts stay in their ASCII form, so that look-alikes are seen. */
export function hostOf(url: string): string {
  try {
    const { protocol, hostname, pathname } = new URL(url);
    return protocol === 'mailto:' ? pathname : hostname;
  } catch {
    return url;
  }
}
