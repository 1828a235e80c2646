// What the resources of the stack say of queues, buses, rules, buckets and event source mappings.
import type * as z from 'zod';
import { functionLogicalId, normalizeName } from './logicalIds.ts';
import { type Resources, resourcesOfType, stackShapes } from './stackShapes.ts';

export type StackQueue = {
  name: string;
  visibilityTimeoutS: number;
  retentionS: number;
  /** Where messages go that were received too often. */
  deadLetters?: { name: string; maxReceiveCount: number } | undefined;
};

export type StackRule = { name: string; bus: string; pattern: object; queues: string[] };

export type StackMapping = {
  queue: string;
  functionKey: string;
  batchSize: number;
  windowS: number;
  maxConcurrency: number;
  reportsFailures: boolean;
  /** Whether the function says itself when messages that failed come again: its role lets it change their visibility. */
  postpones: boolean;
};

/** A queue is told of new objects below a prefix. */
export type StackNotification = { event: string; prefix: string; queue: string };

export type StackBucket = { name: string; notifications: StackNotification[] };

export type EventStack = {
  queues: StackQueue[];
  buckets: StackBucket[];
  buses: string[];
  rules: StackRule[];
  mappings: StackMapping[];
};

const mayPostpone = (resources: Resources, functionKey: string): boolean =>
  JSON.stringify(resources[`${normalizeName(functionKey)}Role`] ?? {}).includes(
    'sqs:ChangeMessageVisibility',
  );

/**
 * `functions` are the keys of the functions. Throws an error that names the resource which is not as the local event cloud
 * can have it.
 */
export const readEventStack = (resources: Resources, functions: readonly string[]): EventStack => {
  const functionKeys = new Map(functions.map((key) => [functionLogicalId(key), key]));
  const ofType = <Shape extends z.ZodType>(type: string, shape: Shape) =>
    resourcesOfType(resources, type, shape);
  const queues = ofType('AWS::SQS::Queue', stackShapes.queue);
  const buses = ofType('AWS::Events::EventBus', stackShapes.bus);
  const nameOf = (logicalId: string): string => {
    const found = queues.get(logicalId);
    if (!found)
      throw new Error(`${logicalId} is not a queue of the stack, so the local cloud cannot create it.`);
    return found.QueueName;
  };

  return {
    queues: [...queues.values()].map(
      ({ QueueName, VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy }) => ({
        name: QueueName,
        visibilityTimeoutS: VisibilityTimeout,
        retentionS: MessageRetentionPeriod,
        deadLetters: RedrivePolicy && {
          name: nameOf(RedrivePolicy.deadLetterTargetArn),
          maxReceiveCount: RedrivePolicy.maxReceiveCount,
        },
      }),
    ),
    buckets: [...ofType('AWS::S3::Bucket', stackShapes.bucket).values()].map(
      ({ BucketName, NotificationConfiguration }) => ({
        name: BucketName,
        notifications: NotificationConfiguration.QueueConfigurations.map(({ Event, Queue, Filter }) => ({
          event: Event,
          prefix: Filter.S3Key.Rules[0].Value,
          queue: nameOf(Queue),
        })),
      }),
    ),
    buses: [...buses.values()].map(({ Name }) => Name),
    rules: [...ofType('AWS::Events::Rule', stackShapes.rule).values()].map(
      ({ Name, EventBusName, EventPattern, Targets }) => ({
        name: Name,
        bus: buses.get(EventBusName)?.Name ?? EventBusName,
        pattern: EventPattern,
        queues: Targets.map(({ Arn }) => nameOf(Arn)),
      }),
    ),
    mappings: [...ofType('AWS::Lambda::EventSourceMapping', stackShapes.mapping).values()].map((one) => {
      const functionKey = functionKeys.get(one.FunctionName);
      if (!functionKey) throw new Error(`${one.FunctionName} is no function of the stack.`);
      return {
        queue: nameOf(one.EventSourceArn),
        functionKey,
        batchSize: one.BatchSize,
        windowS: one.MaximumBatchingWindowInSeconds,
        maxConcurrency: one.ScalingConfig.MaximumConcurrency,
        postpones: mayPostpone(resources, functionKey),
        reportsFailures: one.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      };
    }),
  };
};
