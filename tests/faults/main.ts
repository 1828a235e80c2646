// `npm run test:faults`: runs every scenario in full and prints docs/reports/reliability.md.
import setUp from '#tests/support/globalSetup.ts';
import tearDown from '#tests/support/globalTeardown.ts';
import { type Scenario, scenarios, seed } from './scenarios.ts';
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

const row = ({ name }: Scenario, tally: Tally | undefined): string =>
  `| ${[name, ...columns.map((column) => tally?.[column] ?? 'not run')].join(' | ')} |`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await setUp();
print(`# Reliability

The output of \`npm run --silent test:faults > docs/reports/reliability.md\`, seed ${seed}. The real handlers, repository and Data API
adapter run against the emulator and a real database while calls fail. \`unavailable\` is 503 with Retry-After, or for a
write an error that says so; \`wrong\` is any other answer; \`lost\` was confirmed and is not there; \`duplicated\` is there
twice; \`late\` came after the time that Lambda had left. The last four columns are to be 0, else the command exits with 1.

| scenario | ${columns.join(' | ')} |
|---|${columns.map(() => '--:|').join('')}`);
for (const scenario of scenarios) {
  const tally = await scenario.full();
  print(row(scenario, tally));
  if (tally && tally.wrong + tally.lost + tally.duplicated + tally.late > 0) process.exitCode = 1;
}
await tearDown();
