// The table of queues, and the reasons of dead letters, as `npm run queues` prints them.
import { brokenRules } from '#api/brokenRules.ts';
import type { QueueMessage } from '#offline-cloud/lambda/eventSource/messageQueue.ts';

export type QueueState = {
  name: string;
  functionName: string;
  /** Depths by SQS, which are approximate. */
  visible: number;
  inFlight: number;
  delayed: number;
  /** Undefined where it is not known. */
  oldestMs: number | undefined;
  /** Those that were looked at; undefined for a queue that a function reads. */
  deadLetters: readonly QueueMessage[] | undefined;
};

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** `3 min`, in the largest unit of which there is one. */
export const describeAge = (ageMs: number): string => {
  const [unit, unitMs] = units.find(([, ms]) => ageMs >= ms) ?? ['s', 1_000];
  return `${Math.floor(ageMs / unitMs)} ${unit}`;
};

const describeOldest = ({ oldestMs, visible, inFlight, delayed }: QueueState): string => {
  if (visible + inFlight + delayed === 0) return '-';
  return oldestMs === undefined ? '?' : describeAge(oldestMs);
};

/** EventBridge says in these attributes why it could not deliver: its User Guide, eb-rule-dlq. */
const undeliveredReason = ({ messageAttributes }: QueueMessage): string | undefined => {
  const code = messageAttributes.ERROR_CODE?.stringValue;
  return code === undefined ? undefined : `EventBridge could not deliver it: ${code}`;
};

const reasonOf = (message: QueueMessage, functionName: string): string =>
  undeliveredReason(message) ??
  (brokenRules(functionName, message.body).join('; ') ||
    `the message itself is valid: the log of ${functionName} says why it failed`);

const describeReasons = ({ name, functionName, deadLetters = [], visible }: QueueState): string[] => {
  if (deadLetters.length === 0) return [];
  const counts = new Map<string, number>();
  for (const message of deadLetters) {
    const reason = reasonOf(message, functionName);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const some = visible > deadLetters.length ? ` (the first ${deadLetters.length})` : '';
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return [
    '',
    `${name}${some}:`,
    ...sorted.map(([reason, count]) => `${String(count).padStart(6)}  ${reason}`),
  ];
};

/** Lines without anything of a message's content. */
export const describeQueues = (queues: readonly QueueState[]): string[] => {
  const rows = queues.map((queue) => [
    queue.name,
    ...[queue.visible, queue.inFlight, queue.delayed].map(String),
    describeOldest(queue),
  ]);
  const table = [['queue', 'visible', 'in flight', 'delayed', 'oldest'], ...rows];
  const width = Math.max(...table.map(([name = '']) => name.length));
  const lines = table.map(([name = '', ...cells]) =>
    [name.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join('  '),
  );
  return [...lines, ...queues.flatMap(describeReasons)];
};
