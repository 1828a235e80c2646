// `npm run simulate`: simulates histories of the service, and says how to repeat one that fails.
import { log, runCommand } from '#tools/command.ts';
import { createDatabaseModel } from './database/execute.ts';
import { faultKinds, type SimulatedFault } from './networkCall.ts';
import { describeReport, emptyReport, type SimulationReport } from './report.ts';
import { shrink } from './shrink.ts';
import { type SimulationOptions, simulate } from './simulate.ts';

const command = {
  name: 'npm run simulate',
  description: `Runs the functions on a simulated cloud, where a seed decides what happens when and what fails. Exits with 1 when
    something was wrong, and prints the command that repeats it.`,
  examples: ['npm run simulate -- --seed 476 --trace', 'npm run simulate -- --hours 8'],
  options: {
    seed: { type: 'number', default: 1, max: 2 ** 31, description: 'the first seed' },
    seeds: { type: 'number', min: 1, default: 1, description: 'how many seeds' },
    hours: { type: 'number', description: 'goes on for so many hours instead' },
    trace: { type: 'boolean', description: 'prints what happens, line by line' },
    only: { placeholder: 'numbers', description: 'the actions that happen, as 3,5,8' },
    'without-fault': { multiple: true, choices: faultKinds, description: 'a kind of fault to leave out' },
  },
} as const;

const repeatingCommand = ({ seed, only, withoutFaults = new Set() }: SimulationOptions) =>
  [
    `npm run simulate -- --seed ${seed} --trace`,
    ...(only ? [`--only ${[...only].join()}`] : []),
    ...[...withoutFaults].map((kind) => `--without-fault ${kind}`),
  ].join(' ');

const tellFailure = async (options: SimulationOptions, problems: readonly string[]): Promise<void> => {
  log(`seed ${options.seed}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  log(`  ${repeatingCommand({ ...options, trace: undefined })}`);
  if (options.trace) return;
  const { least, kept, problem } = await shrink(options, problems);
  log(`  The least that fails is ${kept.join(', ')}: ${problem}`);
  log(`  ${repeatingCommand(least)}`);
};

await runCommand(command, async ({ seed, seeds, hours, trace, only, 'without-fault': faults = [] }) => {
  const model = await createDatabaseModel();
  const endMs = Date.now() + (hours ?? 0) * 3_600_000;
  const isLeft = (done: number) => (hours === undefined ? done < seeds : Date.now() < endMs);
  const report: SimulationReport = emptyReport();
  for (let next = seed; isLeft(report.seeds); next += 1) {
    const options: SimulationOptions = {
      seed: next,
      model,
      only: only === undefined ? undefined : new Set(only.split(',').map(Number)),
      withoutFaults: new Set(faults as SimulatedFault[]),
      trace: trace ? log : undefined,
    };
    const result = await simulate(options);
    report.add(result);
    if (result.problems.length > 0) await tellFailure(options, result.problems);
  }
  log(describeReport(report));
  if (report.failed.length > 0) process.exitCode = 1;
});
