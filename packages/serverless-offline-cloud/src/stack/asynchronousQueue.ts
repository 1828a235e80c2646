// The queue in which Lambda keeps the events that EventBridge and S3 send to a function.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
import type { StackMapping, StackQueue } from './eventStack.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const defaultRetries = 2;
const retentionS = 6 * 3_600;

export const asynchronousQueueName = (functionName: string): string => `${functionName}-async`;

export type AsynchronousFunction = {
  key: string;
  name: string;
  timeoutS: number;
  /** After the first time. */
  retries: number;
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
    deadLetters: { name: deadLetters, maxReceiveCount: 1 + lambda.retries },
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
