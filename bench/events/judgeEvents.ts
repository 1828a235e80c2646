// Holds the speed of events against its limits.
import { pairedRatio } from '#bench/harness/statistics.ts';
import { eventLimits } from '#bench/limits.ts';
import { judge, type Verdict } from '#bench/report/judge.ts';
import type { EventMeasurements } from './formatEvents.ts';
import type { EventResult } from './measureEvents.ts';

const largestBatch = 1_000;

export const judgeEvents = ({ counts, results }: EventMeasurements): Verdict[] => {
  const [smallest, largest] = [counts[0] as number, counts.at(-1) as number];
  const timesOf = (count: number, batchSize: number | undefined): number[] =>
    (results.find((result) => result.count === count && result.batchSize === batchSize) as EventResult)
      .elapsedMs;
  const subject = `batches of ${largestBatch}`;
  return [
    ...counts.map((count) =>
      judge(
        eventLimits,
        'batchVersusOneByOne',
        `${subject}, ${count} people`,
        pairedRatio(timesOf(count, largestBatch), timesOf(count, undefined)),
      ),
    ),
    judge(
      eventLimits,
      'eventGrowth',
      subject,
      pairedRatio(timesOf(largest, largestBatch), timesOf(smallest, largestBatch)),
    ),
  ];
};
