// The fault report's scenarios in their short form.
import { expect, test } from '@jest/globals';
import { canRun, scenarios, seed } from './scenarios.ts';

// `late` is of the wall clock, which a busy machine misses: `npm run test:faults` holds it.
const harmless = { wrong: 0, lost: 0, duplicated: 0 };

for (const scenario of scenarios) {
  const testOrSkip = canRun(scenario) ? test : test.skip;
  testOrSkip(`${scenario.name} (FAULTS_SEED=${seed})`, async () => {
    const tally = await scenario.short();
    expect(tally.injected).toBeGreaterThan(0);
    expect(tally).toMatchObject(scenario.isControl ? { wrong: expect.any(Number) } : harmless);
    expect(tally.right + tally.unavailable === tally.requests).toBe(!scenario.isControl);
  });
}
