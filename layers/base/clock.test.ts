import { expect, test } from '@jest/globals';
import { systemClock } from './clock.ts';

test('has the time of the system, and numbers from 0 to 1', () => {
  const before = Date.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  const random = systemClock.random();
  expect(random).toBeGreaterThanOrEqual(0);
  expect(random).toBeLessThan(1);
});

test('sleeps as long as it is told', async () => {
  const woken: string[] = [];
  const long = systemClock.sleep(50).then(() => woken.push('long'));
  const short = systemClock.sleep(1).then(() => woken.push('short'));
  await Promise.all([long, short]);
  expect(woken).toEqual(['short', 'long']);
});
