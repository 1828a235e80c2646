// The chart of docs/reports/scale.md.
import { drawLineChart, type Line } from '#bench/charts/lineChart.ts';
import type { ChartColour } from '#bench/charts/svg.ts';
import { ticksByTen } from '#bench/charts/ticks.ts';
import { median } from '#bench/harness/statistics.ts';
import { getMeasured } from '#bench/report/measurements.ts';
import type { ScaleMeasurements } from './formatScale.ts';
import { express, expressIndexed, latencyKey } from './measureLatency.ts';

const drawn: readonly [request: string, label: string, colour: ChartColour][] = [
  [express, 'Express', 'peer'],
  ['search hit', 'this service', 'own'],
  [expressIndexed, 'Express with an index', 'other'],
];

const formatCount = (count: number): string => count.toLocaleString('en');

/** By the file's name. */
export const drawScale = ({ latencies, counts }: ScaleMeasurements): Record<string, string> => {
  const lines = drawn.map(([request, label, colour]): Line => {
    const points = counts.map(
      (count) => [count, median(getMeasured(latencies, latencyKey(request, count)))] as const,
    );
    const [, last = 0] = points.at(-1) ?? [];
    return {
      label: `${label}: ${last.toLocaleString('en', { maximumSignificantDigits: 2 })} ms`,
      colour,
      points,
    };
  });
  const times = lines.flatMap(({ points }) => points.map(([, time]) => time));
  const chart = drawLineChart({
    title: 'Search by e-mail',
    subtitle:
      'Median time of a request by the size of the directory; both axes are logarithmic; less is better',
    x: { label: 'people in the directory', scale: 'log', ticks: ticksByTen(counts), format: formatCount },
    y: { label: 'ms', scale: 'log', ticks: ticksByTen(times), format: formatCount },
    lines,
  });
  return { 'scale-search.svg': chart };
};
