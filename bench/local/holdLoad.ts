// Holds a number of connections to an HTTP server busy.
// Each sends its next request when the last is answered.
import { Agent, get } from 'node:http';

export type Load = {
  url: string;
  paths: readonly string[];
  connections: number;
  seconds: number;
};

export type LoadResult = {
  /** Milliseconds per answered request, in no order. */
  latenciesMs: number[];
  /** Requests that got another status than 200, or no answer. */
  failures: number;
};

const request = (url: string, agent: Agent): Promise<boolean> =>
  new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
      response.on('error', () => resolve(false));
    }).on('error', () => resolve(false));
  });

export const holdLoad = async ({ url, paths, connections, seconds }: Load): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const result: LoadResult = { latenciesMs: [], failures: 0 };
  const endMs = performance.now() + seconds * 1000;
  const useConnection = async (first: number): Promise<void> => {
    for (let index = first; performance.now() < endMs; index += 1) {
      const startedMs = performance.now();
      const succeeded = await request(`${url}${paths[index % paths.length]}`, agent);
      result.latenciesMs.push(performance.now() - startedMs);
      if (!succeeded) result.failures += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => useConnection(index)));
  agent.destroy();
  return result;
};
