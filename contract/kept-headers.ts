/**
 * Fields that have a place of their own in a mail's features, and the tracks that servers leave: long, and no rule asks
 * for them.
 */
const leftOut = new Set(
  (
    'from to cc bcc reply-to sender subject date message-id references in-reply-to received received-spf return-path ' +
    'dkim-signature domainkey-signature arc-seal arc-message-signature arc-authentication-results mime-version ' +
    'content-type content-transfer-encoding content-disposition x-received x-gm-message-state thread-index autocrypt ' +
    'x-google-dkim-signature x-google-smtp-source x-sg-eid x-sg-id feedback-id x-spam-report face x-face'
  ).split(' '),
);
const leftOutPrefix = /^(?:x-ms-|x-microsoft-|x-forefront-|x-exchange-|x-ironport-|x-proofpoint-)/;

/** Whether the features of a mail carry this header field (its name in lower case), so that a rule may ask for it. */
export function isKeptHeader(name: string): boolean {
  return !leftOut.has(name) && !leftOutPrefix.test(name) && name.length <= 80;
}
