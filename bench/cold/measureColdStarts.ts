// Cold starts: from the start of a process to its first answer.

import type { Progress } from '#bench/harness/createProgress.ts';
import { measureInRounds } from '#bench/harness/measureInRounds.ts';
import { ask, type Candidate } from '#bench/harness/program.ts';

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

/** By the candidate's name, round by round. */
export type ColdStarts = ReadonlyMap<string, readonly ColdStart[]>;

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

export const measureColdStarts = (
  candidates: readonly Candidate[],
  count: number,
  progress: Progress,
): Promise<ColdStarts> =>
  measureInRounds({
    measures: new Map(candidates.map((candidate) => [candidate.name, () => measureColdStart(candidate)])),
    count,
    onStep: progress.start('Cold starts', candidates.length * (count + 1)),
  });
