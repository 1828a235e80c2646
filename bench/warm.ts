// The warm path: processor time of an invocation once a process has served many.
import type { Candidate } from './candidates.ts';
import type { DataApiStub } from './dataApiStub.ts';
import { environmentOf } from './environment.ts';
import { check } from './events.ts';
import { startFunction } from './functionProcess.ts';
import { rounds } from './rounds.ts';

const invocations = 700;
const warmUp = 233;

/** CPU milliseconds of one invocation. */
const measure = async (candidate: Candidate, runtimeClient: string, stub: DataApiStub): Promise<number> => {
  const { exchange, floor, name } = candidate;
  const one = await startFunction({ ...candidate, runtimeClient, env: environmentOf(candidate, stub) });
  try {
    await one.idle();
    let warmMs = 0;
    for (let index = 0; index < invocations; index += 1) {
      if (index === warmUp) warmMs = one.cpuTimeMs();
      check(name, await one.invoke(exchange.event), floor ? undefined : exchange.body);
    }
    return (one.cpuTimeMs() - warmMs) / (invocations - warmUp);
  } finally {
    one.stop();
  }
};

export const measureWarm = (
  candidates: readonly Candidate[],
  runtimeClient: string,
  stub: DataApiStub,
  count: number,
): Promise<Map<string, number[]>> =>
  rounds(new Map(candidates.map((one) => [one.name, () => measure(one, runtimeClient, stub)])), count);
