// Jest reporter that ends the run with one plain line: `N passed, N failed`.
import type { AggregatedResult, Reporter } from '@jest/reporters';

export default class ClosingLine implements Partial<Reporter> {
  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    // A test file that cannot be loaded runs no test, yet it is a failure.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    // The default reporter's summary is still on its way to stderr when this is called.
    process.once('exit', () => process.stdout.write(`${line}\n`));
  }
}
