// `npm run test:faults`: runs every scenario in full and prints docs/reports/reliability.md.
import setUp from '#tests/support/globalSetup.ts';
import tearDown from '#tests/support/globalTeardown.ts';
import { log, runCommand } from '#tools/command.ts';
import { canRun, type Scenario, scenarios, seed } from './scenarios.ts';
import type { Tally } from './tally.ts';

const columns = [
  'requests',
  'injected',
  'right',
  'unavailable',
  'wrong',
  'lost',
  'duplicated',
  'late',
] as const;

const row = ({ name }: Scenario, tally?: Tally): string =>
  `| ${[name, ...columns.map((column) => tally?.[column] ?? 'not run')].join(' | ')} |`;

const command = {
  name: 'npm run test:faults',
  description: `Runs every fault scenario in full, against a throw-away MariaDB or MySQL or the one that TEST_DATABASE_URL
    names, and prints the report. Exits with 1 when an answer was wrong, lost, duplicated or late.`,
  examples: ['npm run --silent test:faults > docs/reports/reliability.md'],
};

const heading = `# Reliability

The output of \`npm run --silent test:faults > docs/reports/reliability.md\`, seed ${seed}. The real handlers, repository and Data API
adapter run against the emulator and a real database while calls fail. \`unavailable\` is 503 with Retry-After, or for a
write an error that says so; \`wrong\` is any other answer; \`lost\` was confirmed and is not there; \`duplicated\` is there
twice; \`late\` came after the time that Lambda had left. The last four columns must be 0, but for the
control, else the command exits with 1.

| scenario | ${columns.join(' | ')} |
|---|${columns.map(() => '--:|').join('')}`;

const harmOf = ({ wrong, lost, duplicated, late }: Tally): number => wrong + lost + duplicated + late;

await runCommand(command, async () => {
  await setUp();
  try {
    log(heading);
    for (const scenario of scenarios) {
      const tally = canRun(scenario) ? await scenario.full() : undefined;
      log(row(scenario, tally));
      if (tally && harmOf(tally) > 0 !== (scenario.isControl ?? false)) process.exitCode = 1;
    }
  } finally {
    await tearDown();
  }
});
