import { describe, expect, it } from 'vitest';
import { isLoopback } from './imap/loopback.ts';
import { toProblem } from './imap/problem.ts';
import { inChunks, toUidSet } from './imap/uid-set.ts';
import { assignRoles } from './roles.ts';

describe('roles', () => {
  const roles = (...mailboxes: [path: string, specialUse?: string][]) =>
    assignRoles(mailboxes.map(([path, specialUse = null]) => ({ path, delimiter: '/', specialUse }))).map(
      ({ role }) => role,
    );

  it('come from the server first, then from usual names near the root', () => {
    expect(roles(['INBOX'], ['Sent'], ['Post', '\\Sent'])).toEqual(['inbox', 'folder', 'sent']);
    expect(roles(['Indésirables'], ['Éléments supprimés'], ['INBOX/Brouillons'])).toEqual([
      'junk',
      'trash',
      'drafts',
    ]);
    expect(roles(['Projects/Archive'], ['inbox'])).toEqual(['folder', 'inbox']);
  });

  it('are given once', () => {
    expect(roles(['Trash'], ['Corbeille'])).toEqual(['trash', 'folder']);
  });
});

describe('problems of a server', () => {
  const refused = (fields: object) => toProblem(Object.assign(new Error('Command failed'), fields)).code;

  it.each([
    [{ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, 'wrong-password'],
    [{ authenticationFailed: true }, 'wrong-password'],
    [{ authenticationFailed: true, responseText: 'Too many simultaneous connections' }, 'throttled'],
    [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, 'throttled'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'certificate'],
    [{ code: 'ENOTFOUND' }, 'unreachable'],
    [{ code: 'EConnectionClosed' }, 'unreachable'],
    [{ code: 'GREETING_TIMEOUT' }, 'timeout'],
    [{ code: 'ETHROTTLE' }, 'throttled'],
    [{ responseStatus: 'NO', serverResponseCode: 'OVERQUOTA' }, 'quota'],
    [{ responseStatus: 'NO', serverResponseCode: 'TRYCREATE' }, 'folder-missing'],
    [{ responseStatus: 'NO', mailboxMissing: true }, 'folder-missing'],
    [{ responseStatus: 'NO', response: 'not today' }, 'server-refused'],
  ])('%j means %s', (fields, code) => {
    expect(refused(fields)).toBe(code);
  });

  it.each([
    ['UNAVAILABLE', 'server-refused', 'throttled'],
    ['AUTHENTICATIONFAILED', 'wrong-password', 'wrong-password'],
    ['AUTHORIZATIONFAILED', 'wrong-password', 'wrong-password'],
    ['EXPIRED', 'wrong-password', 'wrong-password'],
    ['PRIVACYREQUIRED', 'certificate', 'certificate'],
    ['CONTACTADMIN', 'server-refused', 'wrong-password'],
    ['NOPERM', 'server-refused', 'wrong-password'],
    ['INUSE', 'server-refused', 'throttled'],
    ['EXPUNGEISSUED', 'server-refused', 'server-refused'],
    ['CORRUPTION', 'server-refused', 'server-refused'],
    ['SERVERBUG', 'server-refused', 'throttled'],
    ['CLIENTBUG', 'server-refused', 'server-refused'],
    ['CANNOT', 'server-refused', 'server-refused'],
    ['LIMIT', 'server-refused', 'throttled'],
    ['OVERQUOTA', 'quota', 'quota'],
    ['ALREADYEXISTS', 'folder-exists', 'folder-exists'],
    ['NONEXISTENT', 'folder-missing', 'folder-missing'],
  ])('RFC 5530 [%s] means %s, and %s at the sign-in', (serverResponseCode, code, atSignIn) => {
    expect(refused({ responseStatus: 'NO', serverResponseCode })).toBe(code);
    expect(refused({ authenticationFailed: true, serverResponseCode })).toBe(atSignIn);
  });

  it.each([
    ['Request is throttled. Suggested Backoff Time: 299961 milliseconds', 300],
    ['Request is throttled. Suggested Backoff Time: 90 seconds', 90],
    ['Request is throttled. Suggested Backoff Time: 999999999999 milliseconds', 86_400],
    ['Account exceeded command or bandwidth limits. (Failure)', 900],
    ['Too many simultaneous connections. (Failure)', undefined],
    ['[LIMIT] Rate limit hit.', undefined],
  ])('"%s" asks for %s seconds', (responseText, seconds) => {
    const error = Object.assign(new Error('Command failed'), { responseText });
    const problem = toProblem(error);
    expect([problem.code, problem.retryAfterSeconds]).toEqual(['throttled', seconds]);
  });

  it('in a BYE counts when no command was answered', () => {
    const lost = Object.assign(new Error('Connection not available'), { code: 'NoConnection' });
    expect(toProblem(lost, '[UNAVAILABLE] Back soon')).toEqual({
      code: 'unreachable',
      detail: 'Back soon',
    });
    expect(toProblem(lost, 'Autologout')).toEqual({ code: 'unreachable', detail: 'Autologout' });
    expect(toProblem(lost).code).toBe('unreachable');
  });

  it('a programming error is not one', () => {
    expect(() => toProblem(new ReferenceError('x is not defined'))).toThrow(ReferenceError);
  });
});

describe('UID sets', () => {
  it('are short', () => {
    expect(toUidSet([9, 3, 7, 8, 7])).toBe('3,7:9');
    expect(toUidSet([])).toBe('');
  });

  it('are cut into chunks', () => {
    expect(inChunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  });
});

describe('loopback', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.1', '::1', '[::1]'])('%s is this computer', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['127.0.0.1.example.org', 'example.org', '10.0.0.1', 'localhost.example.org'])(
    '%s is another',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
