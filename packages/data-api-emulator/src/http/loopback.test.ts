import { describe, expect, test } from '@jest/globals';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';

describe('isLoopbackAddress', () => {
  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('%s is', (address) => {
    expect(isLoopbackAddress(address)).toBe(true);
  });

  test.each(['172.17.0.1', '::ffff:10.0.0.1', '1270.0.0.1', '::2', '', undefined])('%s is not', (address) => {
    expect(isLoopbackAddress(address)).toBe(false);
  });
});

describe('isLoopbackHost', () => {
  test.each(['127.0.0.1', 'localhost', 'users.localhost', '[::1]'])('%s is', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  test.each(['127.0.0.1.example.com', 'localhost.example.com', 'mylocalhost', '10.0.0.1', '0.0.0.0', ''])(
    '%s is not',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );
});
