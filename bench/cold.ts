// Cold starts: from the start of a process to its first answer, and how they compare. Called by main.ts and report.ts.
import type { Candidate } from './candidates.ts';
import type { DataApiStub } from './dataApiStub.ts';
import { environmentOf } from './environment.ts';
import { check } from './events.ts';
import { startFunction } from './functionProcess.ts';
import { pairedRatio, type Ratio } from './statistics.ts';

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

/** By the name of what was started, round by round. */
export type ColdStarts = ReadonlyMap<string, ColdStart[]>;

export const partOf = (cold: ColdStarts, name: string, part: keyof ColdStart): number[] =>
  (cold.get(name) ?? []).map((one) => one[part]);

export const coldRatio = (cold: ColdStarts, part: keyof ColdStart, name: string, floor: string): Ratio =>
  pairedRatio(partOf(cold, name, part), partOf(cold, floor, part));

/** What starts each candidate once, by its name. */
export const coldStarts = (
  candidates: readonly Candidate[],
  runtimeClient: string,
  stub: DataApiStub,
): Map<string, () => Promise<ColdStart>> =>
  new Map(candidates.map((one) => [one.name, () => measure(one, runtimeClient, stub)]));
