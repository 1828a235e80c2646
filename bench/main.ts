// `npm run bench`: measures cold and warm starts side by side, and holds them against limits.
import { log, runCommand } from '#tools/command.ts';
import { buildCandidates, candidateKinds } from './candidates/buildCandidates.ts';
import { serviceFolder, serviceFunctions } from './candidates/buildService.ts';
import { measureColdStarts } from './cold/measureColdStarts.ts';
import { measureSizes } from './cold/measureSizes.ts';
import { createProgress, type Progress } from './harness/createProgress.ts';
import { prepareRuntimeClient } from './harness/runtimeClient.ts';
import { startServers } from './harness/startServers.ts';
import { drawPerformance } from './report/drawPerformance.ts';
import { formatPerformance } from './report/formatPerformance.ts';
import { refuseBroken } from './report/judge.ts';
import { judgePerformance } from './report/judgePerformance.ts';
import type { PerformanceMeasurements } from './report/measurements.ts';
import { toJson } from './report/toJson.ts';
import { writeReport } from './report/writeReport.ts';
import { measureRows } from './warm/measureRows.ts';
import { measureWarm, selectWarm } from './warm/measureWarm.ts';

const command = {
  name: 'npm run bench',
  description: `Measures cold starts and warm requests of this service beside floors, a naive build, Hono and Express. Prints the report,
and exits with 1 when a limit is broken. Takes about 15 minutes; nothing else should run meanwhile.`,
  options: {
    quick: { type: 'boolean', description: 'fewer rounds, about 4 minutes; bounds are wide' },
    json: { type: 'boolean', description: 'prints the measurements as JSON instead of the report' },
    write: { type: 'boolean', description: 'also writes the report in docs/reports/' },
  },
} as const;

const counts = { full: { cold: 30, warm: 10, rows: 20 }, quick: { cold: 5, warm: 2, rows: 6 } };

const measure = async (
  { cold, warm, rows }: typeof counts.full,
  progress: Progress,
): Promise<PerformanceMeasurements> => {
  const servers = await startServers(progress.log);
  try {
    const onStep = progress.start('Builds', candidateKinds);
    const candidates = await buildCandidates({ ...servers, onStep });
    return {
      rounds: cold,
      sizes: new Map(serviceFunctions.map((name) => [name, measureSizes(serviceFolder(name))])),
      cold: await measureColdStarts(candidates, cold, progress),
      warm: await measureWarm(selectWarm(candidates), warm, progress),
      rows: measureRows(rows, progress),
    };
  } finally {
    await servers.stop();
  }
};

await runCommand(command, async ({ quick, json, write }) => {
  const progress = createProgress();
  prepareRuntimeClient(progress.log);
  const measurements = await measure(quick ? counts.quick : counts.full, progress);
  const verdicts = judgePerformance(measurements);
  const written = `npm run bench --${quick ? ' --quick' : ''} --write`;
  const report = formatPerformance(written, measurements, verdicts);
  log(json ? toJson({ verdicts, ...measurements }) : report);
  if (write) writeReport({ 'performance.md': report, ...drawPerformance(measurements) });
  refuseBroken(verdicts);
});
