// `npm run bench`: measures the service, prints a report, and judges it by limits.
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import type { Bench } from './harness/bench.ts';
import { describeBroken } from './harness/judge.ts';

/** What is measured, loaded when it is asked for. */
const benches = {
  performance: () => import('./performance/benchPerformance.ts'),
  scale: () => import('./scale/benchScale.ts'),
  writes: () => import('./writes/benchWrites.ts'),
  imports: () => import('./imports/benchImports.ts'),
  local: () => import('./local/benchLocal.ts'),
} satisfies Record<string, () => Promise<{ bench: Bench }>>;

type BenchName = keyof typeof benches;
const names = Object.keys(benches) as BenchName[];

const command = {
  name: 'npm run bench',
  description: `Measures one thing, prints a report for docs/reports/, and exits with 1 when a limit is broken: when the
    median is beyond it. Nothing else should run meanwhile.

    performance, the default: cold starts and warm requests beside floors, a naive build, Hono and Express, 15 minutes.
    scale: requests in directories of ten thousand to ten million people; fills the databases first, which takes 5 minutes
    and 2 GB below .local/. writes: people per second that events and files let in, 10 minutes. imports: lines per
    second of each format of files, 30 minutes. local: the local cloud under the load of 50 connections, a minute.`,
  arguments: { report: { isOptional: true, description: 'what is measured', choices: names } },
  options: {
    quick: { type: 'boolean', description: 'measures less of everything: a few minutes, wide bounds' },
  },
  examples: ['npm run --silent bench -- scale > docs/reports/scale.md'],
} as const;

await runCommand(command, async ({ report: given = 'performance', quick }) => {
  // The choices are the names.
  const name = given as BenchName;
  const { bench } = await benches[name]();
  const line = `npm run --silent bench --${name === 'performance' ? '' : ` ${name}`}${quick ? ' --quick' : ''}`;
  const { report, verdicts } = await bench(quick, line.replace(/ --$/, ''));
  log(report);
  const broken = describeBroken(verdicts);
  if (broken) throw new UserError(broken);
});
