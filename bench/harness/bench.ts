// What a bench gives, and how it shows how far it is.
import { join } from 'node:path';
import { stateFolder } from '#tools/paths.ts';
import type { Verdict } from './judge.ts';

export type BenchResult = { report: string; verdicts: readonly Verdict[] };

/** `command` is what the report says it is the output of. */
export type Bench = (isQuick: boolean, command: string) => Promise<BenchResult>;

/** Everything that benches build and keep between their runs. */
export const benchFolder = join(stateFolder, 'bench');

export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Says that a phase of `total` steps begins. Call the returned function after each step: it says each quarter. */
export const startPhase = (phase: string, total: number): (() => void) => {
  let done = 0;
  say(`${phase} 0/${total}`);
  return () => {
    done += 1;
    if (Math.floor((done * 4) / total) > Math.floor(((done - 1) * 4) / total))
      say(`${phase} ${done}/${total}`);
  };
};
