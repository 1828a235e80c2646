// Cold starts, warm requests and sizes of the candidates, and how they compare.
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startPhase } from '#bench/harness/bench.ts';
import { getMeasured, measureInRounds } from '#bench/harness/measureInRounds.ts';
import { ask } from '#bench/harness/program.ts';
import { pairedRatio, type Ratio, slopeOf } from '#bench/harness/statistics.ts';
import type { Candidate } from './candidates.ts';

export type ColdStart = {
  /** CPU milliseconds until the process waits for its first request. */
  initMs: number;
  /** CPU milliseconds of the first request. */
  firstMs: number;
  /** Both. */
  coldMs: number;
  /** Both by the clock. */
  wallMs: number;
};

/** The cold starts of each candidate, round by round. */
export type ColdStarts = ReadonlyMap<string, readonly ColdStart[]>;
/** CPU milliseconds of one request, by the candidate's name, round by round. */
export type WarmRequests = ReadonlyMap<string, readonly number[]>;

const measureColdStart = async ({ name, exchange, start }: Candidate): Promise<ColdStart> => {
  const program = await start();
  try {
    const initMs = program.cpuTimeMs();
    await ask(program, name, exchange);
    const coldMs = program.cpuTimeMs();
    const wallMs = performance.now() - program.startedAt;
    return { initMs, firstMs: coldMs - initMs, coldMs, wallMs };
  } finally {
    program.stop();
  }
};

const measureOf = <T>(candidates: readonly Candidate[], measure: (candidate: Candidate) => Promise<T>) =>
  new Map(candidates.map((candidate) => [candidate.name, () => measure(candidate)]));

export const measureColdStarts = (candidates: readonly Candidate[], rounds: number): Promise<ColdStarts> =>
  measureInRounds('Cold starts', measureOf(candidates, measureColdStart), rounds);

const requests = 700;
const warmUp = 233;

const measureRequest = async ({ name, exchange, start }: Candidate): Promise<number> => {
  const program = await start();
  try {
    for (let index = 0; index < warmUp; index += 1) await ask(program, name, exchange);
    const warmMs = program.cpuTimeMs();
    for (let index = warmUp; index < requests; index += 1) await ask(program, name, exchange);
    return (program.cpuTimeMs() - warmMs) / (requests - warmUp);
  } finally {
    program.stop();
  }
};

export const measureWarm = (candidates: readonly Candidate[], rounds: number): Promise<WarmRequests> =>
  measureInRounds('Warm requests', measureOf(candidates, measureRequest), rounds);

/**
 * Bytes of resident memory that a process gains with each request. It should run with a heap that V8 cannot let grow instead
 * of collecting. V8 and the allocator take what they need in the first half; what grows in the second is a leak.
 */
export const measureGrowth = async ({ name, exchange, start }: Candidate, count: number): Promise<number> => {
  const program = await start();
  const samples: { x: number; y: number }[] = [];
  const step = startPhase('Requests of one process', count);
  try {
    for (let request = 1; request <= count; request += 1) {
      await ask(program, name, exchange);
      if (request > count / 2 && request % 500 === 0)
        samples.push({ x: request, y: program.residentBytes() });
      step();
    }
  } finally {
    program.stop();
  }
  return slopeOf(samples);
};

/** Kilobytes of 1,000 bytes: the JavaScript, and the whole task root, packed as an image's layer is. */
export type FunctionSizes = { scriptKb: number; layerKb: number };

export const measureSizes = (taskRoot: string): FunctionSizes => {
  const scripts = globSync('**/*.{mjs,cjs}', { cwd: taskRoot });
  const bytes = scripts.reduce((sum, path) => sum + statSync(join(taskRoot, path)).size, 0);
  const { stdout } = spawnSync('tar', ['-cz', '-C', taskRoot, '.'], { maxBuffer: 64 * 1024 * 1024 });
  return { scriptKb: bytes / 1_000, layerKb: stdout.length / 1_000 };
};

export const selectCold = (cold: ColdStarts, name: string, part: keyof ColdStart): number[] =>
  getMeasured(cold, name).map((start) => start[part]);

export const compareCold = (cold: ColdStarts, part: keyof ColdStart, name: string, floor: string): Ratio =>
  pairedRatio(selectCold(cold, name, part), selectCold(cold, floor, part));

/** What both have above a runtime that does nothing: starting that takes twice as long on one machine as on another. */
export const compareColdAboveNoop = (cold: ColdStarts, name: string, peer: string): Ratio => {
  const noop = selectCold(cold, 'no-op', 'coldMs');
  const aboveNoop = (of: string) =>
    selectCold(cold, of, 'coldMs').map((ms, round) => ms - (noop[round] as number));
  return pairedRatio(aboveNoop(name), aboveNoop(peer));
};

export const compareWarm = (warm: WarmRequests, name: string, floor: string): Ratio =>
  pairedRatio(getMeasured(warm, name), getMeasured(warm, floor));
