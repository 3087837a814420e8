import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { signInKind, type SignInKind } from '../../../../contract/discovery.ts';

/** One IMAP server as a provider describes it; `username` still holds placeholders. */
export interface ServerTemplate {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  readonly username: string;
}

/** What Casier takes from a provider's description. */
export interface ProviderConfig {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  /** Of servers that take the mail of other domains (MX). */
  readonly exchangers: readonly string[];
  /** IMAP servers in the order the provider prefers. */
  readonly servers: readonly ServerTemplate[];
  readonly signIn: SignInKind;
  readonly signInUrl: string | null;
  readonly enableUrl: string | null;
  readonly helpUrl: string | null;
}

/** Descriptions have a few kilobytes. */
export const MAX_CONFIG_BYTES = 256 * 1024;

const lists = new Set(['domain', 'incomingServer', 'authentication', 'documentation', 'enable']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  maxNestedTags: 20,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name),
});

/** An element with text alone is a string, one with attributes an object. */
const text = z
  .union([z.string(), z.object({ '#text': z.string().default('') }).transform((node) => node['#text'])])
  .transform((value) => value.trim());
const link = z
  .string()
  .trim()
  .pipe(z.url({ protocol: /^https$/ }).max(2000))
  .nullable()
  .catch(null);

const server = z.object({
  '@type': z.string(),
  hostname: text,
  port: text.transform(Number).pipe(z.number().int().min(1).max(65_535)),
  socketType: text,
  username: text.default('%EMAILADDRESS%'),
  authentication: z.array(text).default([]),
});

const document = z.object({
  clientConfig: z.object({
    emailProvider: z.object({
      '@id': z.string().default(''),
      domain: z.array(z.union([z.object({ '#text': z.string(), '@purpose': z.string() }), text])).default([]),
      displayName: text.default(''),
      incomingServer: z.array(z.unknown()).default([]),
      documentation: z.array(z.object({ '@url': link })).catch([]),
      enable: z.array(z.object({ '@visiturl': link })).catch([]),
      'casier:signIn': z
        .object({ '@kind': signInKind, '@url': link.default(null) })
        .optional()
        .catch(undefined),
    }),
  }),
});

/**
 * Reads a description in the format of Thunderbird's provider database (`clientConfig` version 1.1,
 * draft-bucksch-autoconfig §4). Null for anything else: not XML, too large, entities of its own, no provider in it. A server
 * of another kind than IMAP, or with a field that makes no sense, is left out.
 */
export function parseClientConfig(xml: string): ProviderConfig | null {
  // A description needs no document type; entities of one's own are for those who want to be expanded a billion times.
  if (xml.length > MAX_CONFIG_BYTES || /<!(?:DOCTYPE|ENTITY)/i.test(xml)) return null;
  // The parser forgives much; a file that was cut off must not pass for a whole one.
  if (!/<\/clientConfig\s*>\s*$/.test(xml)) return null;
  const parsed = document.safeParse(parse(xml));
  if (!parsed.success) return null;
  const provider = parsed.data.clientConfig.emailProvider;
  const found = provider.incomingServer.flatMap((node) => server.safeParse(node).data ?? []);
  const servers = found.filter((one) => one['@type'].toLowerCase() === 'imap').flatMap(templateOf);
  const domains = provider.domain.map((one) =>
    typeof one === 'string' ? { name: one, mx: false } : asDomain(one),
  );
  const hint = provider['casier:signIn'];
  return {
    id: provider['@id'],
    name: provider.displayName || provider['@id'],
    domains: domains.filter(({ mx }) => !mx).map(({ name }) => name.toLowerCase()),
    exchangers: domains.filter(({ mx }) => mx).map(({ name }) => name.toLowerCase()),
    servers: servers.map(({ template }) => template),
    signIn:
      hint?.['@kind'] ??
      (servers.length > 0 && servers.every(({ browser }) => browser) ? 'browser' : 'password'),
    signInUrl: hint?.['@url'] ?? null,
    enableUrl: provider.enable[0]?.['@visiturl'] ?? null,
    helpUrl: provider.documentation[0]?.['@url'] ?? null,
  };
}

function parse(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    // Far from well-formed, or nested too deeply.
    return null;
  }
}

function asDomain(node: { '#text': string; '@purpose': string }): { name: string; mx: boolean } {
  return { name: node['#text'].trim(), mx: node['@purpose'] === 'mx' };
}

function templateOf(one: z.infer<typeof server>): { template: ServerTemplate; browser: boolean }[] {
  const security = securityOf(one.socketType);
  if (security === null || one.hostname === '') return [];
  const { hostname: host, port, username, authentication } = one;
  return [
    {
      template: { host, port, security, username: username || '%EMAILADDRESS%' },
      browser: authentication.length > 0 && authentication.every((method) => method === 'OAuth2'),
    },
  ];
}

function securityOf(socketType: string): ServerTemplate['security'] | null {
  switch (socketType.toLowerCase()) {
    case 'ssl':
      return 'tls';
    case 'starttls':
      return 'starttls';
    case 'plain':
      return 'none';
    default:
      return null;
  }
}
