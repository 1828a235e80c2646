// The queue in which Lambda keeps the events that EventBridge and S3 send to a function.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
import type { StackMapping, StackQueue } from './eventStack.ts';

/** The first time, and two retries. */
const maxReceiveCount = 3;
const retentionS = 6 * 3_600;

export const asynchronousQueueName = (functionName: string): string => `${functionName}-async`;

export type AsynchronousFunction = {
  key: string;
  name: string;
  timeoutS: number;
  /** A queue for events that failed: `onError`, or the destination `onFailure`. */
  onFailure: string | undefined;
};

export const asynchronousQueue = (lambda: AsynchronousFunction): StackQueue[] => {
  const name = asynchronousQueueName(lambda.name);
  const deadLetters = lambda.onFailure ?? `${name}-dlq`;
  const queue = {
    name,
    visibilityTimeoutS: 6 * lambda.timeoutS,
    retentionS,
    deadLetters: { name: deadLetters, maxReceiveCount },
  };
  return lambda.onFailure ? [queue] : [{ name: deadLetters, visibilityTimeoutS: 30, retentionS }, queue];
};

export const asynchronousMapping = ({ key, name }: AsynchronousFunction): StackMapping => ({
  queue: asynchronousQueueName(name),
  functionKey: key,
  batchSize: 1,
  windowS: 0,
  maxConcurrency: 2,
  reportsFailures: false,
  postpones: false,
  isAsynchronous: true,
});
