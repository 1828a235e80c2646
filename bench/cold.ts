// Cold starts: from the start of a process to its first answer, all candidates in random order, round by round.
import type { Candidate } from './candidates.ts';
import type { DataApiStub } from './dataApiStub.ts';
import { environmentOf } from './environment.ts';
import { check } from './events.ts';
import { startFunction } from './functionProcess.ts';
import { rounds } from './rounds.ts';

/** CPU milliseconds: until it waits for an event, of the first invocation, and both; `wallMs` is both by the clock. */
export type ColdStart = { initMs: number; firstMs: number; coldMs: number; wallMs: number };

const measure = async (
  candidate: Candidate,
  runtimeClient: string,
  stub: DataApiStub,
): Promise<ColdStart> => {
  const { exchange, floor, name } = candidate;
  const started = performance.now();
  const one = await startFunction({ ...candidate, runtimeClient, env: environmentOf(candidate, stub) });
  try {
    await one.idle();
    const initMs = one.cpuTimeMs();
    const answer = await one.invoke(exchange.event);
    const coldMs = one.cpuTimeMs();
    check(name, answer, floor ? undefined : exchange.body);
    return { initMs, firstMs: coldMs - initMs, coldMs, wallMs: performance.now() - started };
  } finally {
    one.stop();
  }
};

/** Everything that starts, by its name: candidates under the runtime client, and servers that bring their own way. */
export type Starts = ReadonlyMap<string, () => Promise<ColdStart>>;

export const coldStarts = (
  candidates: readonly Candidate[],
  runtimeClient: string,
  stub: DataApiStub,
): Starts => new Map(candidates.map((one) => [one.name, () => measure(one, runtimeClient, stub)]));

export const measureCold = (starts: Starts, count: number): Promise<Map<string, ColdStart[]>> =>
  rounds(starts, count);
