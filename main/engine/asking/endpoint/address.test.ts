import { describe, expect, it } from 'vitest';
import { isNear, nearLookup, readAddress } from './address.ts';

describe('an address', () => {
  it('is read as people write it', () => {
    const read = (text: string): string => {
      const reply = readAddress(text);
      return reply.ok ? reply.value.href : reply.problem.code;
    };
    expect(read('http://localhost:11434')).toBe('http://localhost:11434/');
    expect(read('http://localhost:11434/v1/')).toBe('http://localhost:11434/');
    expect(read('https://ai.example.org/mistral/v1')).toBe('https://ai.example.org/mistral');
    expect(read('http://192.168.1.20:8080')).toBe('http://192.168.1.20:8080/');
    expect(read('http://[fd00::5]:8080')).toBe('http://[fd00::5]:8080/');
    expect(read('http://2130706433')).toBe('http://127.0.0.1/');
    for (const strange of ['', 'localhost', 'file:///etc/passwd', 'ftp://a', 'unix:/run/x', 'javascript:1']) {
      expect(read(strange), strange).toBe('invalid-input');
    }
    for (const chatty of ['http://me:word@localhost', 'http://localhost/?key=1', 'http://localhost/#x']) {
      expect(read(chatty), chatty).toBe('invalid-input');
    }
    for (const far of ['93.184.216.34', '0.0.0.0', '100.64.0.1', '[2001:4860::8888]', '[::ffff:8.8.8.8]']) {
      expect(read(`http://${far}:8080`), far).toBe('endpoint-insecure');
      expect(read(`https://${far}:8080`), far).toMatch(/^https/);
    }
  });

  it('is near on this computer and in private networks', () => {
    for (const near of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.0.9',
      '::1',
      'fd12::1',
      'fe80::1%eth0',
    ]) {
      expect(isNear(near), near).toBe(true);
    }
    expect(isNear('::ffff:192.168.0.9')).toBe(true);
    for (const far of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2001:db8::1', '::ffff:8.8.8.8', 'near', '']) {
      expect(isNear(far), far).toBe(false);
    }
  });

  it.each([true, false])('is looked at once more when its name is known (all: %s)', async (all) => {
    const found = (host: string) =>
      new Promise((resolve) => nearLookup(host, { all }, (error, addresses) => resolve(error ?? addresses)));
    expect(await found('192.0.2.1')).toMatchObject({ name: 'NotNear' });
    expect(await found('127.0.0.1')).toEqual(all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1');
    expect(await found('no-such-host.invalid')).toMatchObject({
      code: expect.stringMatching(/^E/) as string,
    });
  });
});
