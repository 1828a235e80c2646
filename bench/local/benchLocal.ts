// Measures the local cloud under the load of 50 connections.
import { Agent, get } from 'node:http';
import type { Bench } from '#bench/harness/bench.ts';
import { exactly, judge, type Verdict } from '#bench/harness/judge.ts';
import { describeMachine, formatTable, formatVerdicts } from '#bench/harness/markdown.ts';
import { mean, quantile } from '#bench/harness/statistics.ts';
import { localLimits } from '#bench/limits.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { npmStart } from '#tests/support/npmStart.ts';
import { people } from '#tests/support/people.ts';
import { processTree } from '#tests/support/processTree.ts';

const connections = 50;

const paths = [
  ...people.map(({ email }) => `/search?email=${encodeURIComponent(email)}`),
  '/users',
  '/users?limit=2',
];

const isAnswered = (url: string, agent: Agent): Promise<boolean> =>
  new Promise((resolve) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
      response.on('error', () => resolve(false));
    }).on('error', () => resolve(false));
  });

type Load = { seconds: number; latenciesMs: number[]; failures: number };

/** Each connection sends its next request when the last is answered. */
const holdLoad = async (url: string, seconds: number): Promise<Load> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const load: Load = { seconds, latenciesMs: [], failures: 0 };
  const endMs = performance.now() + seconds * 1000;
  const useConnection = async (first: number): Promise<void> => {
    for (let index = first; performance.now() < endMs; index += 1) {
      const startedMs = performance.now();
      if (!(await isAnswered(`${url}${paths[index % paths.length]}`, agent))) load.failures += 1;
      load.latenciesMs.push(performance.now() - startedMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, index) => useConnection(index)));
  agent.destroy();
  return load;
};

const measure = async (seconds: number): Promise<Load & { samplesMb: number[] }> => {
  const checkout = await copyCheckout();
  const started = await npmStart(checkout.folder);
  try {
    await started.until(/Ready/);
    const samplesMb: number[] = [];
    const sample = () =>
      samplesMb.push(processTree(started.child.pid as number).reduce((sum, { rssMb }) => sum + rssMb, 0));
    const timer = setInterval(sample, 1000);
    const load = await holdLoad(`http://127.0.0.1:${started.port}`, seconds);
    clearInterval(timer);
    return { ...load, samplesMb };
  } finally {
    await started.end();
    await checkout.remove();
  }
};

/** How much more the last quarter of the samples takes than the second one, by which everything is warm. */
const growthOf = (samplesMb: readonly number[]): number => {
  const quarter = Math.floor(samplesMb.length / 4);
  return mean(samplesMb.slice(-quarter)) - mean(samplesMb.slice(quarter, 2 * quarter));
};

export const bench: Bench = async (isQuick, command) => {
  const { seconds, latenciesMs, failures, samplesMb } = await measure(isQuick ? 20 : 60);
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const judgeLocal = (name: keyof typeof localLimits, value: number): Verdict =>
    judge(localLimits, name, 'npm start', exactly(value));
  const verdicts = [
    judgeLocal('requests', sorted.length / seconds),
    judgeLocal('failures', failures),
    judgeLocal('slowest', sorted.at(-1) as number),
    judgeLocal('memory', Math.max(...samplesMb)),
    judgeLocal('growth', growthOf(samplesMb)),
  ];
  const latencies = [0.5, 0.99].map((share) => [`${share * 100} %`, quantile(sorted, share).toFixed(0)]);
  const report = `# The local cloud under load

The output of \`${command}\` on ${describeMachine()}: \`npm start\` in a copy of the working tree while ${connections}
connections send \`GET /search\` and \`GET /users\`. Memory is that of all its processes; pages that they share count in each.

${formatVerdicts(verdicts)}

${formatTable(['answered within', 'ms'], latencies)}
`;
  return { report, verdicts };
};
