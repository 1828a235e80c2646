// Holds the growth of latency with the directory against its limit.
import { pairedRatio } from '#bench/harness/statistics.ts';
import { scaleLimits } from '#bench/limits.ts';
import { judge, type Verdict } from '#bench/report/judge.ts';
import { getMeasured } from '#bench/report/measurements.ts';
import { scaleRequests } from './createRequests.ts';
import { type Latencies, latencyKey } from './measureLatency.ts';

export const judgeScale = (latencies: Latencies, counts: readonly number[]): Verdict[] => {
  const [smallest, largest] = [counts[0] as number, counts.at(-1) as number];
  return Object.keys(scaleRequests).map((request) => {
    const latencyOf = (count: number) => getMeasured(latencies, latencyKey(request, count));
    return judge(scaleLimits, 'latencyGrowth', request, pairedRatio(latencyOf(largest), latencyOf(smallest)));
  });
};
