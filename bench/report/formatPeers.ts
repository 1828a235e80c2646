// The section that puts this service beside its peers, and says where a peer wins.
import { median, type Ratio } from '#bench/harness/statistics.ts';
import { formatRatio, formatTable } from './markdown.ts';
import {
  compareCold,
  compareWarm,
  getMeasured,
  type PerformanceMeasurements,
  selectCold,
} from './measurements.ts';

type Comparison = { peer: string; cold: Ratio; warm: Ratio };

/** By the peer; the Express peers speak to MySQL without TLS, so this service does as well. */
const opponents: Readonly<Record<string, string>> = {
  Express: ' without TLS',
  'Express bundled': ' without TLS',
  'Express behind the web adapter': ' without TLS',
  Hono: '',
};

const compare = ({ cold, warm }: PerformanceMeasurements): Comparison[] =>
  Object.entries(opponents).map(([peer, variant]) => ({
    peer,
    cold: compareCold(cold, 'coldMs', `searchUser${variant}`, `${peer} /search`),
    warm: compareWarm(warm, `getUsers${variant}`, `${peer} /users`),
  }));

/** A peer wins when even the lower bound says that this service takes more. */
const peerWins = ({ low }: Ratio): boolean => low > 1;
const mark = (ratio: Ratio): string => (peerWins(ratio) ? `**${formatRatio(ratio)}**` : formatRatio(ratio));

const describeLosses = (
  { cold, warm }: PerformanceMeasurements,
  comparisons: readonly Comparison[],
): string[] =>
  comparisons.flatMap(({ peer, cold: coldRatio, warm: warmRatio }) => {
    const variant = opponents[peer];
    const starts = (name: string) => median(selectCold(cold, name, 'coldMs')).toFixed(0);
    const requests = (name: string) => median(getMeasured(warm, name)).toFixed(2);
    return [
      ...(peerWins(coldRatio)
        ? [
            `- ${peer} wins the cold start: ${starts(`${peer} /search`)} ms against ${starts(`searchUser${variant}`)} ms.`,
          ]
        : []),
      ...(peerWins(warmRatio)
        ? [
            `- ${peer} wins the warm request: ${requests(`${peer} /users`)} ms against ${requests(`getUsers${variant}`)} ms.`,
          ]
        : []),
    ];
  });

export const formatPeers = (measurements: PerformanceMeasurements): string => {
  const comparisons = compare(measurements);
  const table = formatTable(
    ['this service ÷', 'cold start', 'warm request'],
    comparisons.map(({ peer, cold, warm }) => [peer, mark(cold), mark(warm)]),
  );
  const losses = describeLosses(measurements, comparisons);
  return [table, ...(losses.length > 0 ? [losses.join('\n')] : [])].join('\n\n');
};
