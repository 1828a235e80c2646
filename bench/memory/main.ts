// `npm run bench:memory`: one function's memory, which must not grow with its requests.

import { createProgress } from '#bench/harness/createProgress.ts';
import { prepareRuntimeClient } from '#bench/harness/runtimeClient.ts';
import { startDataApiStub } from '#bench/harness/startDataApiStub.ts';
import { memoryLimits } from '#bench/limits.ts';
import { exactly, judge, refuseBroken, type Verdict } from '#bench/report/judge.ts';
import { toJson } from '#bench/report/toJson.ts';
import { writeReport } from '#bench/report/writeReport.ts';
import { log, runCommand } from '#tools/command.ts';
import { drawMemory, formatMemory } from './formatMemory.ts';
import { type MemorySample, measureMemory } from './measureMemory.ts';
import { slopeOf } from './slopeOf.ts';

const command = {
  name: 'npm run bench:memory',
  description: `Sends 100,000 requests to one function process and measures its memory. Prints the report, and exits with 1 when the memory
grows with the number of requests. Takes about 5 minutes.`,
  options: {
    quick: { type: 'boolean', description: '20,000 requests' },
    json: { type: 'boolean', description: 'prints the measurements as JSON instead of the report' },
    write: { type: 'boolean', description: 'also writes the report in docs/reports/' },
  },
} as const;

const samples = 20;

const measure = async (requests: number): Promise<MemorySample[]> => {
  const progress = createProgress();
  prepareRuntimeClient(progress.log);
  const stub = await startDataApiStub();
  try {
    const onStep = progress.start('Samples', samples);
    return await measureMemory({ stub, requests, samples, onStep });
  } finally {
    stub.close();
  }
};

const judgeGrowth = (measured: readonly MemorySample[]): Verdict => {
  const secondHalf = measured.slice(samples / 2);
  const growth = slopeOf(
    secondHalf.map(({ requests, residentBytes }) => ({ x: requests, y: residentBytes })),
  );
  return judge(memoryLimits, 'memoryGrowth', 'getUsers', exactly(growth));
};

await runCommand(command, async ({ quick, json, write }) => {
  const measured = await measure(quick ? 20_000 : 100_000);
  const verdict = judgeGrowth(measured);
  const report = formatMemory(`npm run bench:memory --${quick ? ' --quick' : ''} --write`, measured, verdict);
  log(json ? toJson({ verdict, samples: measured }) : report);
  if (write) writeReport({ 'memory.md': report, ...drawMemory(measured) });
  refuseBroken([verdict]);
});
