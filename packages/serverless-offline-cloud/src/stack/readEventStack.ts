// Reads what a service has in the event cloud from its resources and the events of its functions.
import { asynchronousMapping, asynchronousQueue, asynchronousQueueName } from './asynchronousQueue.ts';
import type { EventStack, StackBucket, StackQueue, StackRule } from './eventStack.ts';
import { readBuckets } from './readBuckets.ts';
import { readMappings } from './readMappings.ts';
import { readRules } from './readRules.ts';
import { StackNames, type StackSource } from './stackNames.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';

/** The framework's. */
const defaultTimeoutS = 6;

const readQueues = ({ resources, resolve }: StackSource, names: StackNames): StackQueue[] =>
  [...resourcesOfType(resources, resolve, 'AWS::SQS::Queue', stackShapes.queue)].map(([id, queue]) => ({
    name: names.of(id, 'QueueName'),
    visibilityTimeoutS: queue.VisibilityTimeout,
    retentionS: queue.MessageRetentionPeriod,
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
    .map(([key, { name, timeout: timeoutS = defaultTimeoutS, onError, destinations }]) => {
      const arn = resolve(onError ?? destinations?.onFailure);
      return { key, name, timeoutS, onFailure: typeof arn === 'string' ? names.queue(arn) : undefined };
    });

const queuesOf = (buckets: readonly StackBucket[], rules: readonly StackRule[]): Set<string> =>
  new Set([
    ...buckets.flatMap(({ notifications }) => notifications.map(({ queue }) => queue)),
    ...rules.flatMap(({ queues }) => queues),
  ]);

/** Throws an error that names the resource which is not as the local event cloud can have it. */
export const readEventStack = (source: StackSource): EventStack => {
  const { resources, resolve } = source;
  const names = new StackNames(source);
  const buckets = readBuckets(source, names);
  const rules = readRules(source, names);
  const asynchronous = findAsynchronous(source, names, queuesOf(buckets, rules));
  const declared = resourcesOfType(resources, resolve, 'AWS::Events::EventBus', stackShapes.bus);
  const buses = [...[...declared.keys()].map((id) => names.of(id, 'Name')), ...rules.map(({ bus }) => bus)];
  return {
    queues: [...readQueues(source, names), ...asynchronous.flatMap(asynchronousQueue)],
    buckets,
    buses: [...new Set(buses)].filter((bus) => bus !== 'default'),
    rules,
    mappings: [...readMappings(source, names), ...asynchronous.map(asynchronousMapping)],
  };
};
