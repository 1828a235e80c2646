// Sends requests at a pace that leaves a stage's throttle to its callers.
import { setTimeout as sleep } from 'node:timers/promises';

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const requestTimeoutMs = 60_000;
const maxThrottled = 30;

/** Two requests are `intervalMs` apart; one that the throttle refuses (429) is sent again, a second later. */
export const createRequest = (fetchUrl: Fetch, url: string, intervalMs: number): Fetch => {
  let nextMs = 0;
  const send = async (path: string, init?: RequestInit): Promise<Response> => {
    const waitMs = nextMs - performance.now();
    nextMs = Math.max(nextMs, performance.now()) + intervalMs;
    if (waitMs > 0) await sleep(waitMs);
    return fetchUrl(`${url}${path}`, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) });
  };
  return async (path, init) => {
    for (let throttled = 0; ; throttled += 1) {
      const response = await send(path, init);
      if (response.status !== 429 || throttled === maxThrottled) return response;
      await sleep(1_000);
    }
  };
};
