import type { ProblemCode, ProblemReason } from '../../../../contract/problem.ts';

type Codes = Readonly<Partial<Record<string, ProblemCode>>>;

/** Codes of Node (network, TLS) and of the IMAP library. */
export const systemCodes: Codes = {
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETRESET: 'unreachable',
  ENOTCONN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPIPE: 'unreachable',
  NoConnection: 'unreachable',
  EConnectionClosed: 'unreachable',
  StateLogout: 'unreachable',
  ClosedAfterConnectText: 'unreachable',
  ClosedAfterConnectTLS: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'timeout',
  UPGRADE_TIMEOUT: 'timeout',
  LockTimeout: 'timeout',
  EPROTO: 'certificate',
  STARTTLS_INJECTION: 'certificate',
  COMPRESS_TRAILING_DATA: 'certificate',
};

/** Codes of Node behind which there is one thing to do. */
export const systemReasons: Readonly<Partial<Record<string, ProblemReason>>> = {
  ENOTFOUND: 'host-unknown',
  EAI_AGAIN: 'no-network',
  ENETUNREACH: 'no-network',
  ENETDOWN: 'no-network',
  ECONNREFUSED: 'port-closed',
  ETIMEDOUT: 'no-answer',
  CONNECT_TIMEOUT: 'no-answer',
  GREETING_TIMEOUT: 'no-answer',
  EHOSTUNREACH: 'no-answer',
  ERR_TLS_REQUIRED: 'clear-password',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-own',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-own',
  CERT_HAS_EXPIRED: 'certificate-expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-name',
};

/**
 * Response codes: RFC 5530 in full, and those of later documents that a NO can carry. A code of one mailbox or one
 * operation is `server-refused`, so that the rest of the account goes on; only what concerns the account as a whole stops it.
 */
export const responseCodes: Codes = {
  // RFC 5530 §3
  UNAVAILABLE: 'server-refused',
  AUTHENTICATIONFAILED: 'wrong-password',
  AUTHORIZATIONFAILED: 'wrong-password',
  EXPIRED: 'wrong-password',
  PRIVACYREQUIRED: 'certificate',
  CONTACTADMIN: 'server-refused',
  NOPERM: 'server-refused',
  INUSE: 'server-refused',
  EXPUNGEISSUED: 'server-refused',
  CORRUPTION: 'server-refused',
  SERVERBUG: 'server-refused',
  CLIENTBUG: 'server-refused',
  CANNOT: 'server-refused',
  LIMIT: 'server-refused',
  OVERQUOTA: 'quota',
  ALREADYEXISTS: 'folder-exists',
  NONEXISTENT: 'folder-missing',
  // RFC 3501 §7.1, RFC 4469, RFC 9051 §7.1, RFC 9738
  TRYCREATE: 'folder-missing',
  TOOBIG: 'quota',
  HASCHILDREN: 'server-refused',
  MESSAGELIMIT: 'server-refused',
  // Gmail
  THROTTLED: 'throttled',
};

/** What the same codes mean when it is the sign-in that is refused. */
export const responseCodesOfSignIn: Codes = {
  // A part of the server is down (RFC 5530), or has had enough of us: the password may well be right.
  UNAVAILABLE: 'throttled',
  INUSE: 'throttled',
  LIMIT: 'throttled',
  SERVERBUG: 'throttled',
  // A person must act before another try makes sense, and servers count tries.
  CONTACTADMIN: 'wrong-password',
  NOPERM: 'wrong-password',
  WEBALERT: 'wrong-password',
};
