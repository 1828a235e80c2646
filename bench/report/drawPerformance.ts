// The charts of docs/reports/performance.md.
import { type Bar, drawBarChart } from '#bench/charts/barChart.ts';
import type { ChartColour } from '#bench/charts/svg.ts';
import { median } from '#bench/harness/statistics.ts';
import { getMeasured, type PerformanceMeasurements, selectCold } from './measurements.ts';

const coldBars: Readonly<Record<string, ChartColour>> = {
  'no-op': 'floor',
  ping: 'floor',
  'signed call': 'floor',
  searchUser: 'own',
  'searchUser on demand': 'own',
  'searchUser without TLS': 'own',
  'searchUser naive': 'floor',
  'Hono /search': 'other',
  'Express /search': 'peer',
  'Express bundled /search': 'peer',
  'Express behind the web adapter /search': 'peer',
};

const warmBars: Readonly<Record<string, ChartColour>> = {
  'no-op': 'floor',
  ping: 'floor',
  'signed call': 'floor',
  getUsers: 'own',
  'getUsers without TLS': 'own',
  'getUsers naive': 'floor',
  'Hono /users': 'other',
  'Express /users': 'peer',
  'Express bundled /users': 'peer',
  'Express behind the web adapter /users': 'peer',
};

const drawCold = ({ cold }: PerformanceMeasurements): string => {
  const bars = Object.entries(coldBars).map(([label, colour]): Bar => {
    const values = (['initMs', 'firstMs'] as const).map((part) => median(selectCold(cold, label, part)));
    const note = `${values.reduce((total, value) => total + value, 0).toFixed(0)} ms`;
    return { label, colour, values, note };
  });
  return drawBarChart({
    title: 'Cold start',
    subtitle: 'Processor time from the start of the process to its first answer; less is better',
    segments: ['initialization', 'first request'],
    bars,
  });
};

const drawWarm = ({ warm }: PerformanceMeasurements): string => {
  const bars = Object.entries(warmBars).map(([label, colour]): Bar => {
    const value = median(getMeasured(warm, label));
    return { label, colour, values: [value], note: `${value.toFixed(2)} ms` };
  });
  return drawBarChart({
    title: 'Warm request',
    subtitle: 'Processor time of one request for five people; less is better',
    segments: ['request'],
    bars,
  });
};

/** By the file's name. */
export const drawPerformance = (measurements: PerformanceMeasurements): Record<string, string> => ({
  'performance-cold.svg': drawCold(measurements),
  'performance-warm.svg': drawWarm(measurements),
});
