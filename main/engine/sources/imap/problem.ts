import { z } from 'zod';
import type { Problem, ProblemCode } from '../../../../contract/problem.ts';
import { UIDVALIDITY_CHANGED } from '../port.ts';
import { responseCodes, responseCodesOfSignIn, systemCodes, systemReasons } from './problem-codes.ts';

/** Raised by our own time-outs and cancellations around the library's calls. */
export class ImapInterrupted extends Error {
  override readonly name = 'ImapInterrupted';
  readonly reason: 'timeout' | 'cancelled' | 'offline';
  constructor(reason: ImapInterrupted['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** The mailbox was made anew while it was being read: its UIDs mean other mails now. */
export class UidValidityChanged extends Error {
  override readonly name = 'UidValidityChanged';
}

/** Whether a problem says that UIDs held by the caller are void: asking again under them would touch other mails. */
export function isUidValidityChange(problem: Problem): boolean {
  return problem.detail === UIDVALIDITY_CHANGED;
}

/** A daily limit (Gmail: 2,500 MB, lifted after up to 24 hours): asking more often than this only keeps it from being lifted. */
const BANDWIDTH_PAUSE_SECONDS = 15 * 60;
const MAX_PAUSE_SECONDS = 24 * 60 * 60;

const certificateCode =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET_ISSUER))/;
/** Servers that have no response code for it say it in words. */
const throttleWords =
  /too many (?:\w+ ){0,2}connections|maximum number of connections|connection limit|rate limit|throttl|exceeded.*(?:bandwidth|command|connection)|bandwidth limit/i;
/** Of a refused sign-in: it was the moment that was wrong, not the password. */
const passingWords = /try again|temporar|server error|internal error|too many|service unavailable/i;
const bandwidthWords = /bandwidth/i;
/** Exchange accepts the password and then cannot reach the mailbox behind it. */
const behindWords = /authenticated but not connected/i;
const quotaWords = /over ?quota|quota exceeded|mailbox (?:is )?full|insufficient (?:storage|disk)/i;
/** No password was tried: this server, or this connection, takes none. */
const noPasswordWords = /^login is disabled|unsupported authentication|no matching authentication/i;
const backoffWords = /back-?off time[:=\s]+(\d+)\s*(milliseconds|ms|seconds|s)?/i;

/** `NO [CODE …] text` as the library parses it. */
const rawResponse = z.object({
  attributes: z.tuple(
    [z.object({ section: z.tuple([z.object({ value: z.string() })], z.unknown()) })],
    z.unknown(),
  ),
});

/** Fields that Node and the library put on their errors. */
interface Details {
  readonly code?: unknown;
  readonly authenticationFailed?: unknown;
  readonly mailboxMissing?: unknown;
  readonly tlsFailed?: unknown;
  readonly serverResponseCode?: unknown;
  readonly response?: unknown;
  readonly responseText?: unknown;
  readonly throttleReset?: unknown;
}

/** Dovecot adds to its answers how long it took: nothing for a person. */
const timeTaken = / \([\d.]+(?: \+ [\d.]+)* secs\)\.?$/;

/**
 * Maps whatever a connection throws to a problem; `bye` is what the server said when it hung up (`[CODE] text`). Programming errors of ours
 * are not problems: they are thrown on.
 */
export function toProblem(error: unknown, bye: string | null = null): Problem {
  if (error instanceof ImapInterrupted) return { code: error.reason };
  if (error instanceof UidValidityChanged) return { code: 'server-refused', detail: UIDVALIDITY_CHANGED };
  if (!(error instanceof Error) || isBug(error)) throw error;
  const details = error as Error & Details;
  const [, byeCode, farewell = ''] = /^(?:\[([\w-]+)[^\]]*\] ?)?(.*)$/s.exec(bye ?? '') ?? [];
  const answer = text(details.responseText) || text(details.response);
  const detail = answer || farewell || error.message;
  const code = codeOf(details, detail, answer ? '' : (byeCode ?? ''));
  const seconds = code === 'throttled' ? pauseOf(details, detail) : null;
  const reason = answer || farewell ? undefined : systemReasons[text(details.code)];
  return {
    code,
    ...(reason === undefined ? {} : { reason }),
    detail: detail.replace(timeTaken, '').slice(0, 300),
    ...(seconds === null ? {} : { retryAfterSeconds: seconds }),
  };
}

function codeOf(error: Details, detail: string, byeCode: string): ProblemCode {
  if (error.mailboxMissing === true) return 'folder-missing';
  if (error.code === 'ETHROTTLE' || throttleWords.test(detail)) return 'throttled';
  if (behindWords.test(detail)) return 'unreachable';
  const responseCode = responseCodeIn(error).toUpperCase();
  if (error.authenticationFailed === true) return codeOfSignIn(responseCode, detail);
  const byResponse = responseCodes[responseCode];
  if (byResponse) return byResponse;
  // A server that hangs up is not there, whatever its reason is; unless it is us.
  const byBye = responseCodes[byeCode.toUpperCase()];
  if (byBye) return byBye === 'server-refused' ? 'unreachable' : byBye;
  const code = text(error.code);
  if (certificateCode.test(code) || error.tlsFailed === true) return 'certificate';
  const bySystem = systemCodes[code];
  if (bySystem) return bySystem;
  return quotaWords.test(detail) ? 'quota' : 'server-refused';
}

/** The library takes the code out of the answer for most commands, but not for FETCH. */
function responseCodeIn({ serverResponseCode, response }: Details): string {
  if (typeof serverResponseCode === 'string') return serverResponseCode;
  const parsed = rawResponse.safeParse(response);
  return parsed.success ? parsed.data.attributes[0].section[0].value : '';
}

function codeOfSignIn(responseCode: string, detail: string): ProblemCode {
  const byResponse = responseCodesOfSignIn[responseCode] ?? responseCodes[responseCode];
  if (byResponse) return byResponse;
  if (noPasswordWords.test(detail)) return 'server-refused';
  return passingWords.test(detail) ? 'throttled' : 'wrong-password';
}

/** Microsoft 365 tells how long to wait; after Gmail's bandwidth limit a fixed while. */
function pauseOf(error: Details, detail: string): number | null {
  const told = backoffWords.exec(detail);
  const unit = told?.[2]?.startsWith('s') ? 1000 : 1;
  const milliseconds = told ? Number(told[1]) * unit : Number(error.throttleReset ?? 0);
  if (milliseconds > 0) return Math.min(Math.ceil(milliseconds / 1000), MAX_PAUSE_SECONDS);
  return bandwidthWords.test(detail) ? BANDWIDTH_PAUSE_SECONDS : null;
}

/** An answer that the library stumbles over is the server's fault, not ours. */
function isBug(error: Error): boolean {
  if (!(error instanceof ReferenceError || error instanceof SyntaxError)) return false;
  return !/[\\/]imapflow[\\/]/.test(error.stack ?? '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
