import { afterEach, expect, jest, test } from '@jest/globals';
import { writeLogLine } from './logger.ts';

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

test('writes one line of JSON, with the time, in one write', () => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 24) });
  const written: unknown[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(text) > 0);
  writeLogLine({ level: 'info', requestId: 'r', route: 'GET /users', status: 200, durationMs: 3 });
  expect(written).toEqual([
    '{"time":"2026-11-24T00:00:00.000Z","level":"info","requestId":"r","route":"GET /users","status":200,"durationMs":3}\n',
  ]);
});
