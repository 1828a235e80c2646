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

/** By the peer; the Express peers speak to MySQL without TLS, so this service does as well. */
const opponents: Readonly<Record<string, string>> = {
  Express: ' without TLS',
  'Express bundled': ' without TLS',
  'Express behind the web adapter': ' without TLS',
  Hono: '',
};

type Contest = { title: string; peer: string; ratio: Ratio; peerMs: number; ownMs: number };

const compareStart = ({ cold }: PerformanceMeasurements, peer: string): Contest => {
  const [own, other] = [`searchUser${opponents[peer]}`, `${peer} /search`];
  const ratio = compareCold(cold, 'coldMs', own, other);
  const medianOf = (name: string) => median(selectCold(cold, name, 'coldMs'));
  return { title: 'cold start', peer, ratio, peerMs: medianOf(other), ownMs: medianOf(own) };
};

const compareRequest = ({ warm }: PerformanceMeasurements, peer: string): Contest => {
  const [own, other] = [`getUsers${opponents[peer]}`, `${peer} /users`];
  const medianOf = (name: string) => median(getMeasured(warm, name));
  const ratio = compareWarm(warm, own, other);
  return { title: 'warm request', peer, ratio, peerMs: medianOf(other), ownMs: medianOf(own) };
};

/** A peer wins when even the lower bound says that this service takes more. */
const peerWins = ({ ratio }: Contest): boolean => ratio.low > 1;

const formatContest = (contest: Contest): string => {
  const ratio = formatRatio(contest.ratio);
  return peerWins(contest) ? `**${ratio}**` : ratio;
};

const describeLoss = ({ title, peer, peerMs, ownMs }: Contest): string =>
  `- ${peer} wins the ${title}: ${peerMs.toFixed(2)} ms against ${ownMs.toFixed(2)} ms.`;

export const formatPeers = (measurements: PerformanceMeasurements): string => {
  const contests = Object.keys(opponents).map((peer) => [
    compareStart(measurements, peer),
    compareRequest(measurements, peer),
  ]);
  const table = formatTable(
    ['this service ÷', 'cold start', 'warm request'],
    contests.map((row) => [row[0]?.peer ?? '', ...row.map(formatContest)]),
  );
  const losses = contests.flat().filter(peerWins);
  return losses.length > 0 ? `${table}\n\n${losses.map(describeLoss).join('\n')}` : table;
};
