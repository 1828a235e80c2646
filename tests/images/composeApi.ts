// The ports of compose's services, which are others after a restart, and what they answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { address } from '#tests/support/compose.ts';

export const ask = (service: string, port: number, path: string, init?: RequestInit): Promise<Response> =>
  fetch(`http://${address(service, port)}${path}`, init);

export const askApi = async (path: string): Promise<unknown> => (await ask('api', 8123, path)).json();

/** Asks until the answer is as expected, for two minutes at most: Docker waits longer before each further restart. */
export const becomes = async (answer: () => Promise<unknown>, expected: unknown): Promise<void> => {
  let last: unknown;
  for (let attempts = 0; attempts < 240; attempts += 1) {
    last = await answer().catch((error: Error) => error.message);
    if (JSON.stringify(last) === JSON.stringify(expected)) return;
    await sleep(500);
  }
  expect(last).toEqual(expected);
};

export const recoveryTimeoutMs = 300_000;
