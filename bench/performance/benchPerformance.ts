// Measures cold starts and warm requests, and holds them against limits.
import type { Bench } from '#bench/harness/bench.ts';
import { exactly, judge, type Verdict } from '#bench/harness/judge.ts';
import { getMeasured } from '#bench/harness/measureInRounds.ts';
import { prepareRuntimeClient } from '#bench/harness/runtimeClient.ts';
import { startDataApiStub } from '#bench/harness/startDataApiStub.ts';
import { query, withDatabase } from '#bench/harness/withDatabase.ts';
import { performanceLimits as limits } from '#bench/limits.ts';
import { personAt } from '#tests/support/people.ts';
import { buildCandidates, type Candidate, serviceFolder, serviceFunctions } from './candidates.ts';
import { formatPerformance, type Performance } from './formatPerformance.ts';
import {
  type ColdStart,
  compareCold,
  compareColdAboveNoop,
  compareWarm,
  measureColdStarts,
  measureGrowth,
  measureSizes,
  measureWarm,
} from './measure.ts';

/** As many people as the page has that is measured, because the tutorial's /users has no limit. */
const people = Array.from({ length: 5 }, (_, index) => personAt(index));

const fillTutorialTable = (databaseUrl: string) =>
  query(
    databaseUrl,
    'DROP TABLE IF EXISTS directory',
    'CREATE TABLE directory (user_id INT AUTO_INCREMENT PRIMARY KEY, email TEXT, phone_number TEXT)',
    `INSERT INTO directory (email, phone_number) VALUES ${people
      .map(({ email, phoneNumber }) => `('${email}', '${phoneNumber}')`)
      .join(', ')}`,
  );

const isAskedCold = (name: string): boolean => !/ for | heap/.test(name);

/** Between pages, being warm makes a difference. */
const isAskedWarm = (name: string): boolean =>
  /^(no-op|ping.*|getUsers( without TLS| naive| for .*)?|.* \/users)$/.test(name);

const measure = (rounds: { cold: number; warm: number; requests: number }): Promise<Performance> =>
  withDatabase(async ({ url }) => {
    await fillTutorialTable(url);
    const stub = await startDataApiStub();
    try {
      const candidates = await buildCandidates(stub, url);
      const select = (isSelected: (name: string) => boolean) =>
        candidates.filter(({ name }) => isSelected(name));
      return {
        rounds: rounds.cold,
        sizes: new Map(serviceFunctions.map((name) => [name, measureSizes(serviceFolder(name))])),
        cold: await measureColdStarts(select(isAskedCold), rounds.cold),
        warm: await measureWarm(select(isAskedWarm), rounds.warm),
        growthBytes: await measureGrowth(
          select((name) => name === 'getUsers with a small heap')[0] as Candidate,
          rounds.requests,
        ),
      };
    } finally {
      stub.close();
    }
  });

const judgePerformance = ({ sizes, cold, warm, growthBytes }: Performance): Verdict[] => {
  const judgeCold = (name: keyof typeof limits, subject: string, part: keyof ColdStart, floor: string) =>
    judge(limits, name, subject, compareCold(cold, part, subject, floor));
  const judgeAboveNoop = (name: keyof typeof limits, subject: string, peer: string) =>
    judge(limits, name, subject, compareColdAboveNoop(cold, subject, peer));
  const judgeWarm = (name: keyof typeof limits, subject: string, floor: string) =>
    judge(limits, name, subject, compareWarm(warm, subject, floor));
  return [
    ...serviceFunctions.flatMap((name) => [
      judge(limits, 'scriptSize', name, exactly(getMeasured(sizes, name).scriptKb)),
      judge(limits, 'layerSize', name, exactly(getMeasured(sizes, name).layerKb)),
      judgeCold('initVersusNoop', name, 'initMs', 'no-op'),
      judgeCold('coldVersusPing', name, 'coldMs', 'ping'),
      judgeAboveNoop('coldVersusNaive', name, `${name} naive`),
      judgeCold('firstVersusNoop', `${name} on demand`, 'firstMs', 'no-op'),
    ]),
    judgeWarm('warmVersusPing', 'getUsers', 'ping'),
    judgeWarm('rowsVersusPing', 'getUsers for 1,000 rows', 'ping for 1,000 rows'),
    judge(limits, 'memoryGrowth', 'getUsers', exactly(growthBytes)),
    judgeAboveNoop('coldVersusExpress', 'searchUser without TLS', 'Express /search'),
  ];
};

export const bench: Bench = async (isQuick, command) => {
  prepareRuntimeClient();
  const measured = await measure(
    isQuick ? { cold: 5, warm: 2, requests: 20_000 } : { cold: 30, warm: 10, requests: 100_000 },
  );
  const verdicts = judgePerformance(measured);
  return { report: formatPerformance(command, measured, verdicts), verdicts };
};
