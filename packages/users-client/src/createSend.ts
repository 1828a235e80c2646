// Sends a request, and repeats it while that may help, within a time.
import { type ProblemError, readProblem } from './problemError.ts';

export type SendOptions = {
  fetch: (request: Request) => Promise<Response>;
  attempts: number;
  timeoutMs: number;
};

/** A success: its parsed body, and the reference of its `Link` header. */
export type Success = { body: unknown; link: string | null };

/** Throttled by API Gateway, or the database is out of reach. */
const passing = [429, 503];

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });

/** Random, so that callers who failed together do not come back together. */
const backOffMs = (attempt: number): number =>
  Math.min(100 * 2 ** attempt, 5_000) * (0.5 + Math.random() / 2);

/**
 * Rejects with ProblemError, with the reason of `outer`, with a TimeoutError, or with the error of `fetch`. Every request
 * of this API reads, so that each may be sent again; only what a repeat can help is.
 */
export const createSend = ({ fetch, attempts, timeoutMs }: SendOptions) => {
  const exchange = async (request: Request): Promise<Success> => {
    const response = await fetch(request);
    if (!response.ok) throw await readProblem(response);
    return { body: await response.json(), link: response.headers.get('link') };
  };

  return async (url: URL, init: RequestInit, outer?: AbortSignal): Promise<Success> => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(outer ? [outer] : [])]);
    const endMs = Date.now() + timeoutMs;
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await exchange(new Request(url, { ...init, signal }));
      } catch (error) {
        signal.throwIfAborted();
        const { status = 503, retryAfterS } = error as Partial<ProblemError>;
        const waitMs = retryAfterS ? retryAfterS * 1_000 : backOffMs(attempt);
        const isLast = attempt >= attempts || Date.now() + waitMs > endMs;
        if (isLast || !passing.includes(status)) throw error;
        await wait(waitMs, signal);
      }
    }
  };
};
