// The shapes of the resources that the local event cloud can have, with their references resolved.
import * as z from 'zod';
import { messagePattern } from './messagePattern.ts';
import type { Resolve } from './resolver.ts';
import type { Resources } from './template.ts';

/** Variables of the framework leave numbers as they are in serverless.yml, or as text. */
const number = z.coerce.number();

/** Variables of the framework may be text. */
const boolean = z.preprocess((value) => (typeof value === 'string' ? value === 'true' : value), z.boolean());

const rules = z.array(z.object({ Name: z.string().toLowerCase(), Value: z.string() })).default([]);

const notification = z.object({
  Event: z.string(),
  Filter: z.object({ S3Key: z.object({ Rules: rules }) }).optional(),
});

export type BucketNotification = z.output<typeof notification>;

const target = z.object({
  /** Undefined where it refers to something that has no local value. */
  Arn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
    .optional(),
});

export const stackShapes = {
  queue: z.object({
    VisibilityTimeout: number.default(30),
    MessageRetentionPeriod: number.default(345_600),
    DelaySeconds: number.optional(),
    MaximumMessageSize: number.optional(),
    ReceiveMessageWaitTimeSeconds: number.optional(),
    FifoQueue: boolean.optional(),
    ContentBasedDeduplication: boolean.optional(),
    RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: number }).optional(),
  }),
  bus: z.object({}),
  rule: z.object({
    EventBusName: z.string().default('default'),
    EventPattern: z.record(z.string(), z.unknown()).optional(),
    ScheduleExpression: z.string().optional(),
    State: z.string().default('ENABLED'),
    Targets: z.array(target).default([]),
  }),
  bucket: z.object({
    NotificationConfiguration: z
      .object({
        QueueConfigurations: z.array(notification.extend({ Queue: z.string() })).default([]),
        LambdaConfigurations: z.array(notification.extend({ Function: z.string() })).default([]),
      })
      .default({ QueueConfigurations: [], LambdaConfigurations: [] }),
  }),
  mapping: z.object({
    /** Undefined where it refers to something that has no local value. */
    EventSourceArn: z.string().default(''),
    FunctionName: z.string(),
    Enabled: boolean.default(true),
    FilterCriteria: z
      .object({ Filters: z.array(z.object({ Pattern: messagePattern })).default([]) })
      .default({ Filters: [] }),
    BatchSize: number.default(10),
    MaximumBatchingWindowInSeconds: number.default(0),
    // Without a maximum, Lambda begins with five pollers.
    ScalingConfig: z.object({ MaximumConcurrency: number }).default({ MaximumConcurrency: 5 }),
    FunctionResponseTypes: z.array(z.string()).default([]),
  }),
};

/** By logical id. Throws an error that names the resource which has another shape. */
export const resourcesOfType = <Shape extends z.ZodType>(
  resources: Resources,
  resolve: Resolve,
  type: string,
  shape: Shape,
): Map<string, z.output<Shape>> => {
  const found = Object.entries(resources).filter(([, { Type }]) => Type === type);
  return new Map(
    found.map(([logicalId, { Properties = {} }]) => {
      const { success, data, error } = shape.safeParse(resolve(Properties));
      if (!success) throw new Error(`The local cloud cannot create ${logicalId}: ${z.prettifyError(error)}`);
      return [logicalId, data];
    }),
  );
};
