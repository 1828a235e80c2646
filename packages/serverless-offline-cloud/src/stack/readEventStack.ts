// Reads what a service has in the event cloud from its resources and the events of its functions.
import type * as z from 'zod';
import {
  asynchronousMapping,
  asynchronousQueue,
  asynchronousQueueName,
  defaultRetries,
} from './asynchronousQueue.ts';
import type { EventStack, StackBucket, StackQueue, StackRule, StackSchedule } from './eventStack.ts';
import { readBuckets } from './readBuckets.ts';
import { readMappings } from './readMappings.ts';
import { readRules } from './readRules.ts';
import { readSchedules } from './readSchedules.ts';
import { StackNames, type StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

/** The framework's. */
const defaultTimeoutS = 6;

/** Those that SQS takes as they are. */
const attributesOf = ({
  DelaySeconds,
  MaximumMessageSize,
  ReceiveMessageWaitTimeSeconds,
  FifoQueue,
  ContentBasedDeduplication,
}: z.output<typeof stackShapes.queue>): Record<string, string> => {
  const given = {
    DelaySeconds,
    MaximumMessageSize,
    ReceiveMessageWaitTimeSeconds,
    // SQS knows no other value of it.
    FifoQueue: FifoQueue || undefined,
    ContentBasedDeduplication,
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
};

const readQueues = ({ resources, resolve }: StackSource, names: StackNames): StackQueue[] =>
  [...resourcesOfType(resources, resolve, 'AWS::SQS::Queue', stackShapes.queue)].map(([id, queue]) => ({
    name: names.of(id, 'QueueName'),
    visibilityTimeoutS: queue.VisibilityTimeout,
    retentionS: queue.MessageRetentionPeriod,
    attributes: attributesOf(queue),
    deadLetters: queue.RedrivePolicy && {
      name: names.queue(queue.RedrivePolicy.deadLetterTargetArn),
      maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
    },
  }));

/** The functions that a bus or a bucket invokes. */
const findAsynchronous = (
  { functions, resolve }: StackSource,
  names: StackNames,
  told: ReadonlySet<string>,
) =>
  Object.entries(functions)
    .filter(([, { name }]) => told.has(asynchronousQueueName(name)))
    .map(([key, { name, timeout, maximumRetryAttempts, onError, destinations }]) => {
      const arn = resolve(onError ?? destinations?.onFailure);
      return {
        key,
        name,
        timeoutS: timeout ?? defaultTimeoutS,
        retries: maximumRetryAttempts ?? defaultRetries,
        onFailure: typeof arn === 'string' ? names.queue(arn) : undefined,
      };
    });

const queuesOf = (
  buckets: readonly StackBucket[],
  rules: readonly StackRule[],
  schedules: readonly StackSchedule[],
): Set<string> =>
  new Set([
    ...buckets.flatMap(({ notifications }) => notifications.map(({ queue }) => queue)),
    ...rules.flatMap(({ queues }) => queues),
    ...schedules.map(({ queue }) => queue),
  ]);

/** Throws an error that names the resource which is not as the local event cloud can have it. */
export const readEventStack = (source: StackSource): EventStack => {
  const { resources, resolve } = source;
  const names = new StackNames(source);
  const buckets = readBuckets(source, names);
  const rules = readRules(source, names);
  const schedules = source.firesSchedules ? readSchedules(source, names) : [];
  const asynchronous = findAsynchronous(source, names, queuesOf(buckets, rules, schedules));
  const declared = resourcesOfType(resources, resolve, 'AWS::Events::EventBus', stackShapes.bus);
  const buses = [...[...declared.keys()].map((id) => names.of(id, 'Name')), ...rules.map(({ bus }) => bus)];
  return {
    queues: [...readQueues(source, names), ...asynchronous.flatMap(asynchronousQueue)],
    buckets,
    buses: [...new Set(buses)].filter((bus) => bus !== 'default'),
    rules,
    schedules,
    mappings: [...readMappings(source, names), ...asynchronous.map(asynchronousMapping)],
  };
};
