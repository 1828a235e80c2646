// The buckets of a stack, and whom they tell of new objects.
import { asynchronousQueueName } from './asynchronousQueue.ts';
import type { StackBucket, StackNotification } from './eventStack.ts';
import { eventsOf } from './functionEvents.ts';
import type { StackNames, StackSource } from './stackNames.ts';
import { type BucketNotification, resourcesOfType, stackShapes } from './stackShapes.ts';

const toNotification = ({ Event, Filter }: BucketNotification, queue: string): StackNotification => ({
  event: Event,
  prefix: '',
  ...Object.fromEntries((Filter?.S3Key.Rules ?? []).map(({ Name, Value }) => [Name, Value])),
  queue,
});

const fromResources = ({ resources, resolve }: StackSource, names: StackNames): StackBucket[] =>
  [...resourcesOfType(resources, resolve, 'AWS::S3::Bucket', stackShapes.bucket)].map(
    ([
      id,
      {
        NotificationConfiguration: { QueueConfigurations, LambdaConfigurations },
      },
    ]) => ({
      name: names.of(id, 'BucketName'),
      notifications: [
        ...QueueConfigurations.map((one) => toNotification(one, names.queue(one.Queue))),
        ...LambdaConfigurations.flatMap((one) =>
          names.targetQueues(one.Function).map((queue) => toNotification(one, queue)),
        ),
      ],
    }),
  );

const fromEvents = ({ functions, resolve }: StackSource): StackBucket[] =>
  eventsOf(functions, resolve, 's3').map(({ name, event: { bucket, event, rules } }) => {
    const filter = Object.assign({ prefix: '' }, ...rules);
    return { name: bucket, notifications: [{ event, ...filter, queue: asynchronousQueueName(name) }] };
  });

/** A bucket that several declare is one. */
export const readBuckets = (source: StackSource, names: StackNames): StackBucket[] => {
  const declared = [...fromResources(source, names), ...fromEvents(source)];
  return [...Map.groupBy(declared, ({ name }) => name)].map(([name, buckets]) => ({
    name,
    notifications: buckets.flatMap(({ notifications }) => notifications),
  }));
};
