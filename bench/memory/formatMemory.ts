// Writes docs/reports/memory.md and its chart from what was measured.
import { drawLineChart } from '#bench/charts/lineChart.ts';
import { ticksFromZero } from '#bench/charts/ticks.ts';
import type { Verdict } from '#bench/report/judge.ts';
import { describeMachine, formatTable, formatVerdicts } from '#bench/report/markdown.ts';
import type { MemorySample } from './measureMemory.ts';

const formatCount = (count: number): string => count.toLocaleString('en');
const toMb = (bytes: number): number => bytes / 1e6;

export const formatMemory = (
  command: string,
  samples: readonly MemorySample[],
  verdict: Verdict,
): string => `# Memory

The output of \`${command}\` on ${describeMachine()}. One process of
\`getUsers\` under AWS's runtime client answers requests one after another, with a heap that V8 cannot let grow instead of
collecting. V8 and the allocator take what they need in the first half; what grows in the second is a leak, so the slope of
that half is measured.

${formatVerdicts([verdict])}

![Resident memory by the number of requests](memory.svg)

${formatTable(
  ['requests', 'resident MB'],
  samples.map(({ requests, residentBytes }) => [formatCount(requests), toMb(residentBytes).toFixed(1)]),
)}
`;

/** By the file's name. */
export const drawMemory = (samples: readonly MemorySample[]): Record<string, string> => {
  const points = samples.map(({ requests, residentBytes }) => [requests, toMb(residentBytes)] as const);
  const chart = drawLineChart({
    title: 'Memory of one function process',
    subtitle: 'Resident memory by the number of requests that it has answered',
    x: {
      label: 'requests',
      scale: 'linear',
      ticks: ticksFromZero(points.map(([x]) => x)),
      format: formatCount,
    },
    y: { label: 'MB', scale: 'linear', ticks: ticksFromZero(points.map(([, y]) => y)), format: formatCount },
    lines: [{ label: 'getUsers', colour: 'own', points }],
  });
  return { 'memory.svg': chart };
};
