// `npm run bench:local`: how the local cloud stands a load that many connections hold.
import { quantile } from '#bench/harness/statistics.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { npmStart } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { processTree } from '#tests/support/processTree.ts';
import { log, runCommand } from '#tools/command.ts';
import { UserError } from '#tools/userError.ts';
import { holdLoad } from './holdLoad.ts';
import { type Figures, judge } from './judge.ts';

const command = {
  name: 'npm run bench:local',
  description: `Starts the local cloud in a copy of the working tree, holds connections busy with GET /search and GET /users, and prints
requests per second, the slowest answer and the resident memory of all its processes: npm start with the Data API, the
framework with the functions' threads, and the database. Pages that they share count in each. Exits with status 1 when
a limit is broken.`,
  options: {
    connections: { type: 'number', min: 1, max: 1000, default: 50, description: 'how many' },
    seconds: { type: 'number', min: 1, default: 60, description: 'for how long' },
  },
} as const;

const paths = [
  ...people.map(({ email }) => `/search?email=${encodeURIComponent(email)}`),
  '/users',
  '/users?limit=2',
];

const memoryMb = (pid: number): number => processTree(pid).reduce((sum, { rssMb }) => sum + rssMb, 0);

const measure = async (connections: number, seconds: number): Promise<Figures> => {
  const checkout = await copyCheckout();
  const started = await npmStart(checkout.folder);
  try {
    await started.until(/Ready/);
    const pid = started.child.pid as number;
    const samplesMb: number[] = [memoryMb(pid)];
    const timer = setInterval(() => samplesMb.push(memoryMb(pid)), 1000);
    const url = `http://127.0.0.1:${started.port}`;
    const { latenciesMs, failures } = await holdLoad({ url, paths, connections, seconds });
    clearInterval(timer);
    const sorted = latenciesMs.toSorted((a, b) => a - b);
    return {
      requestsPerS: latenciesMs.length / seconds,
      failures,
      medianMs: quantile(sorted, 0.5),
      p99Ms: quantile(sorted, 0.99),
      slowestMs: sorted.at(-1) as number,
      samplesMb,
    };
  } finally {
    await started.end();
    await checkout.remove();
  }
};

await runCommand(command, async ({ connections, seconds }) => {
  const findings = judge(await measure(connections, seconds));
  for (const { name, text, limit, holds } of findings) {
    log(`${name.padEnd(20)} ${text.padStart(10)}   ${limit && `${holds ? 'holds' : 'BROKEN'}: ${limit}`}`);
  }
  if (findings.some(({ holds }) => !holds)) throw new UserError('A limit is broken.');
});
