// Holds what `npm run bench` measured against its limits.
import { serviceFunctions } from '#bench/candidates/buildService.ts';
import type { ColdStart } from '#bench/cold/measureColdStarts.ts';
import { performanceLimits as limits } from '#bench/limits.ts';
import { exactly, judge, type Verdict } from './judge.ts';
import {
  compareCold,
  compareColdAboveNoop,
  compareRows,
  compareWarm,
  getMeasured,
  type PerformanceMeasurements,
} from './measurements.ts';

/** In the order of the limits. */
export const judgePerformance = ({ sizes, cold, warm, rows }: PerformanceMeasurements): Verdict[] => {
  const judgeCold = (name: keyof typeof limits, subject: string, part: keyof ColdStart, floor: string) =>
    judge(limits, name, subject, compareCold(cold, part, subject, floor));
  const judgeAboveNoop = (name: keyof typeof limits, subject: string, peer: string) =>
    judge(limits, name, subject, compareColdAboveNoop(cold, subject, peer));

  const verdicts = [
    ...serviceFunctions.flatMap((name) => [
      judge(limits, 'scriptSize', name, exactly(getMeasured(sizes, name).scriptKb)),
      judge(limits, 'layerSize', name, exactly(getMeasured(sizes, name).layerKb)),
      judgeCold('initVersusNoop', name, 'initMs', 'no-op'),
      judgeCold('coldVersusPing', name, 'coldMs', 'ping'),
      judgeAboveNoop('coldVersusNaive', name, `${name} naive`),
      judgeCold('firstVersusNoop', `${name} on demand`, 'firstMs', 'no-op'),
    ]),
    judge(limits, 'warmVersusPing', 'getUsers', compareWarm(warm, 'getUsers', 'ping')),
    judge(limits, 'rowsVersusJson', 'getUsers', compareRows(getMeasured(rows, 1_000))),
    judgeAboveNoop('coldVersusExpress', 'searchUser without TLS', 'Express /search'),
  ];
  const order = Object.keys(limits);
  return verdicts.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
};
