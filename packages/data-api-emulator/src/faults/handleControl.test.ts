// Who may reach the control endpoint.
import { describe, expect, test } from '@jest/globals';
import { isLoopback } from './handleControl.ts';

describe('isLoopback', () => {
  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('%s is', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  test.each(['172.17.0.1', '::ffff:10.0.0.1', '1270.0.0.1', '::2', '', undefined])('%s is not', (address) => {
    expect(isLoopback(address)).toBe(false);
  });
});
