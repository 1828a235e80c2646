// The report of the bench of events.
import { median } from '#bench/harness/statistics.ts';
import type { Verdict } from '#bench/report/judge.ts';
import { describeMachine, formatTable, formatVerdicts } from '#bench/report/markdown.ts';
import type { EventResult } from './measureEvents.ts';
import type { QueueResult } from './measureQueue.ts';

export type EventMeasurements = {
  rounds: number;
  /** People in the directories, the smallest first. */
  counts: readonly number[];
  prepared: readonly { count: number; preparedS: number }[];
  results: readonly EventResult[];
  queued: readonly QueueResult[];
  database: string;
};

const inThousands = (count: number): string => count.toLocaleString('en');

const formatResult = ({ count, batchSize, elapsedMs, cpuMs }: EventResult): string[] => [
  batchSize === undefined ? 'one by one' : `batches of ${inThousands(batchSize)}`,
  inThousands(count),
  inThousands(Math.round(1_000 / median(elapsedMs))),
  median(cpuMs).toFixed(3),
];

export const formatEvents = (
  command: string,
  { rounds, prepared, results, queued, database }: EventMeasurements,
  verdicts: readonly Verdict[],
): string => `# Events

The output of \`${command}\`: ${describeMachine()}, ${database}, medians of ${rounds} rounds.

People per second that \`syncUsers\` lets in through the Data API emulator, one invocation after the other; half of them are in
the directory, half are new. The function, the emulator and the database share the machine; the database keeps all people in
memory. \`one by one\` sends a plain \`INSERT … ON DUPLICATE KEY UPDATE\` per person, checks nothing, and knows no order.

${formatTable(['', 'people in the directory', 'people per second', "ms of the function's CPU per event"], results.map(formatResult))}

From the local bus through rule, queue and event source mapping into the smaller directory, from the first event sent to the
last one applied; the bus and the queue share the function's process:

${formatTable(
  ['', 'events', 'events per second'],
  queued.map(({ batchSize, events, eventsPerS }) => [
    `batches of up to ${inThousands(batchSize)}`,
    inThousands(events),
    inThousands(Math.round(median(eventsPerS))),
  ]),
)}

\`migrate\` gave everybody of an adopted table a subject in:

${formatTable(
  ['people', 's'],
  prepared.map(({ count, preparedS }) => [inThousands(count), preparedS.toFixed(1)]),
)}

${formatVerdicts(verdicts)}
`;
