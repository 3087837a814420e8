import type { Problem, ProblemCode } from '../../../../contract/problem.ts';
import { UIDVALIDITY_CHANGED } from '../port.ts';

/** Raised by our own time-outs and cancellations around the library's calls. */
export class ImapInterrupted extends Error {
  override readonly name = 'ImapInterrupted';
  readonly reason: 'timeout' | 'cancelled';
  constructor(reason: 'timeout' | 'cancelled') {
    super(reason);
    this.reason = reason;
  }
}

/** The mailbox was made anew while it was being read: its UIDs mean other mails now. */
export class UidValidityChanged extends Error {
  override readonly name = 'UidValidityChanged';
}

/** What a mail server's answer or the network means to the person. Node's and the library's codes, RFC 3501 and RFC 5530 response codes. */
const byCode: Readonly<Record<string, ProblemCode>> = {
  // Network
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPIPE: 'unreachable',
  NoConnection: 'unreachable',
  EConnectionClosed: 'unreachable',
  StateLogout: 'unreachable',
  ClosedAfterConnectText: 'unreachable',
  ClosedAfterConnectTLS: 'unreachable',
  EPROTO: 'certificate',
  // Time
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  LockTimeout: 'timeout',
  // The server
  ETHROTTLE: 'throttled',
  THROTTLED: 'throttled',
  LIMIT: 'throttled',
  INUSE: 'throttled',
  UNAVAILABLE: 'throttled',
  OVERQUOTA: 'quota',
  NONEXISTENT: 'folder-missing',
  TRYCREATE: 'folder-missing',
  ALREADYEXISTS: 'folder-exists',
  AUTHENTICATIONFAILED: 'wrong-password',
  AUTHORIZATIONFAILED: 'wrong-password',
  EXPIRED: 'wrong-password',
  STARTTLS_INJECTION: 'certificate',
  MissingServerExtension: 'server-refused',
};

const certificateCode =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET_ISSUER))/;
const throttleWords = /too many|try again|rate limit|temporar|exceeded.*(?:limit|bandwidth)|throttl/i;

/** Fields that Node and the library put on their errors. */
interface Details {
  readonly code?: unknown;
  readonly authenticationFailed?: unknown;
  readonly mailboxMissing?: unknown;
  readonly serverResponseCode?: unknown;
  readonly responseStatus?: unknown;
  readonly response?: unknown;
  readonly responseText?: unknown;
}

/** Maps whatever a connection throws to a problem. Programming errors are not problems: they are thrown on. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ImapInterrupted) return { code: error.reason };
  if (error instanceof UidValidityChanged) return { code: 'server-refused', detail: UIDVALIDITY_CHANGED };
  if (!(error instanceof Error)) throw error;
  if (error instanceof ReferenceError || error instanceof SyntaxError) throw error;
  const details = error as Error & Details;
  const detail = text(details.responseText) || text(details.response) || error.message;
  return { code: codeOf(details, detail), detail: detail.slice(0, 300) };
}

function codeOf(error: Details, detail: string): ProblemCode {
  const responseCode = text(error.serverResponseCode).toUpperCase();
  if (error.mailboxMissing === true) return 'folder-missing';
  if (responseCode !== '' && byCode[responseCode]) return byCode[responseCode];
  if (error.authenticationFailed === true) return throttleWords.test(detail) ? 'throttled' : 'wrong-password';
  const code = text(error.code);
  if (certificateCode.test(code)) return 'certificate';
  if (code !== '' && byCode[code]) return byCode[code];
  if (/over ?quota|quota exceeded|mailbox (?:is )?full/i.test(detail)) return 'quota';
  return 'server-refused';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
