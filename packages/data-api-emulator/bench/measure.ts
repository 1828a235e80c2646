// Measures one server: how soon it answers, and how much.
import { type BenchQuery, type Contestant, type RunningServer, startServer } from './servers.ts';
import { indexedSelect } from './tables.ts';

/** Milliseconds from the start of the process to the first answer. */
export const measureStart = async (contestant: Contestant, databaseUrl: string): Promise<number> => {
  const startedMs = performance.now();
  const server = await startServer(contestant, databaseUrl);
  await server.send(indexedSelect);
  const ms = performance.now() - startedMs;
  await server.stop();
  return ms;
};

export type Rate = { calls: number; megabytes: number };

/** Calls and megabytes per second, `atOnce` calls being under way, in about `ms` milliseconds. */
export const measureRate = async (
  { send }: RunningServer,
  query: BenchQuery,
  atOnce: number,
  ms: number,
): Promise<Rate> => {
  let calls = 0;
  let bytes = 0;
  const startedMs = performance.now();
  const work = async () => {
    while (performance.now() - startedMs < ms) {
      const received = await send(query);
      bytes += received;
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - startedMs) / 1_000;
  return { calls: calls / seconds, megabytes: bytes / 1e6 / seconds };
};
