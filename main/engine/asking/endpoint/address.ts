import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';

/** This computer (RFC 1122, RFC 4291) and networks that are not routed on the Internet (RFC 1918, RFC 3927, RFC 4193). */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8, 'ipv4');
near.addSubnet('10.0.0.0', 8, 'ipv4');
near.addSubnet('172.16.0.0', 12, 'ipv4');
near.addSubnet('192.168.0.0', 16, 'ipv4');
near.addSubnet('169.254.0.0', 16, 'ipv4');
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** Whether an IP address is of this computer or of a private network. */
export function isNear(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  return isIP(plain) !== 0 && near.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}

/**
 * Reads the address of a server as people write it, with or without `/v1`. `invalid-input`: it is none, or says more than an
 * address should (a password, a query); `endpoint-insecure`: plain HTTP to an IP address that is not near. What a name stands
 * for is known only when it is connected to: see `nearLookup`.
 */
export function readAddress(text: string): Reply<URL> {
  if (!URL.canParse(text)) return fail('invalid-input', text);
  const url = new URL(text);
  const { protocol, username, password, search, hash } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return fail('invalid-input', protocol);
  if (username || password || search || hash) return fail('invalid-input', url.host);
  const host = hostOf(url);
  if (protocol === 'http:' && isIP(host) !== 0 && !isNear(host)) return fail('endpoint-insecure', host);
  url.pathname = url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '');
  return succeed(url);
}

/** The host as sockets want it: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}

/** A name that was to be near leads elsewhere. */
export class NotNear extends Error {
  override readonly name = 'NotNear';
}

/** Finds the addresses of a name, as the socket connects to them; one that is not near fails with `NotNear`. */
export const nearLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const [first] = (addresses as typeof addresses | [] | undefined) ?? [];
    if (error || !first) callback(error ?? new Error('no address'), '', 0);
    else if (!addresses.every(({ address }) => isNear(address))) callback(new NotNear(host), '', 0);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
