// Jest reporter: opens a whole run with what runs and how long it took the last time.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AggregatedResult, Config, Reporter, TestContext } from '@jest/reporters';
import { stateFolder } from '#tools/paths.ts';

const file = join(stateFolder, 'test', 'duration.json');

/** Without an earlier run here: what CI takes on two cores. */
const usualS = 900;

const lastS = (): number => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).wholeRunS;
  } catch {
    return usualS;
  }
};

const inMinutes = (seconds: number): string => `${Math.max(Math.round(seconds / 60), 1)} min`;

export default class OpeningLine implements Partial<Reporter> {
  readonly #isWholeRun: boolean;

  constructor({ nonFlagArgs, testNamePattern }: Config.GlobalConfig) {
    this.#isWholeRun =
      nonFlagArgs.length === 0 && !testNamePattern && !process.argv.includes('--selectProjects');
  }

  onRunStart({ numTotalTestSuites }: AggregatedResult): void {
    if (!this.#isWholeRun) return;
    process.stderr.write(
      `${numTotalTestSuites} test files against a real database, about ${inMinutes(lastS())}. Those that need no database, in seconds: npm test -- --selectProjects unit rules\n`,
    );
  }

  onRunComplete(_contexts: Set<TestContext>, { startTime }: AggregatedResult): void {
    if (!this.#isWholeRun) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ wholeRunS: (Date.now() - startTime) / 1000 })}\n`);
  }
}
