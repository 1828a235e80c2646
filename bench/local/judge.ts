// The limits of the local cloud under load, and whether figures keep them.
import { mean } from '#bench/harness/statistics.ts';

export type Figures = {
  requestsPerS: number;
  failures: number;
  medianMs: number;
  p99Ms: number;
  slowestMs: number;
  /** Resident memory of all processes: before the load, then every second. */
  samplesMb: readonly number[];
};

export type Finding = { name: string; text: string; limit: string; holds: boolean };

/** How much more the last quarter of the samples takes than the second one, by which everything is warm. */
const growth = (samplesMb: readonly number[]): number => {
  const quarter = Math.floor(samplesMb.length / 4);
  return mean(samplesMb.slice(-quarter)) - mean(samplesMb.slice(quarter, 2 * quarter));
};

export const judge = (figures: Figures): Finding[] => {
  const { requestsPerS, failures, medianMs, p99Ms, slowestMs, samplesMb } = figures;
  const peakMb = Math.max(...samplesMb);
  const growthMb = growth(samplesMb);
  const finding = (name: string, value: number, unit: string, limit = '', holds = true): Finding => ({
    name,
    text: `${Math.round(value)} ${unit}`,
    limit,
    holds,
  });
  return [
    finding('requests', requestsPerS, '/s', 'at least 500/s', requestsPerS >= 500),
    finding('failures', failures, '', 'none', failures === 0),
    finding('median answer', medianMs, 'ms'),
    finding('99th percentile', p99Ms, 'ms'),
    finding('slowest answer', slowestMs, 'ms', 'at most 2,000 ms', slowestMs <= 2_000),
    finding('memory before', samplesMb[0] as number, 'MB'),
    finding('memory at most', peakMb, 'MB', 'at most 700 MB', peakMb <= 700),
    finding('growth when warm', growthMb, 'MB', 'at most 35 MB', growthMb <= 35),
  ];
};
