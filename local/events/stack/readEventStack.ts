// What the resources of the stack say of queues, buses, rules and event source mappings.
import * as z from 'zod';

type Resource = { Type: string; Properties?: unknown };
export type Resources = Readonly<Record<string, Resource>>;

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
};

export type EventStack = {
  queues: StackQueue[];
  buses: string[];
  rules: StackRule[];
  mappings: StackMapping[];
};

/** The logical id that a `Ref` or an `Fn::GetAtt` names. */
const reference = z
  .union([z.object({ Ref: z.string() }), z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })])
  .transform((value) => ('Ref' in value ? value.Ref : value['Fn::GetAtt'][0]));

/** Variables of the framework leave numbers as they are in serverless.yml, or as text. */
const number = z.coerce.number();

const queue = z.object({
  QueueName: z.string(),
  VisibilityTimeout: number.default(30),
  MessageRetentionPeriod: number.default(345_600),
  RedrivePolicy: z.object({ deadLetterTargetArn: reference, maxReceiveCount: number }).optional(),
});
const bus = z.object({ Name: z.string() });
const rule = z.object({
  Name: z.string(),
  EventBusName: z.union([reference, z.string()]),
  EventPattern: z.record(z.string(), z.unknown()),
  Targets: z.array(z.object({ Arn: reference })),
});
const mapping = z.object({
  EventSourceArn: reference,
  FunctionName: reference,
  BatchSize: number.default(10),
  MaximumBatchingWindowInSeconds: number.default(0),
  // Without a maximum, Lambda begins with five pollers.
  ScalingConfig: z.object({ MaximumConcurrency: number }).default({ MaximumConcurrency: 5 }),
  FunctionResponseTypes: z.array(z.string()).default([]),
});

/**
 * `functionKeys` are the functions' names by the logical ids of their resources. Throws an error that names the resource
 * which is not as the local event cloud can have it.
 */
export const readEventStack = (
  resources: Resources,
  functionKeys: ReadonlyMap<string, string>,
): EventStack => {
  const ofType = <Shape extends z.ZodType>(type: string, shape: Shape): Map<string, z.output<Shape>> => {
    const found = Object.entries(resources).filter(([, { Type }]) => Type === type);
    return new Map(
      found.map(([logicalId, { Properties }]) => {
        const { success, data, error } = shape.safeParse(Properties);
        if (!success) throw new Error(`${logicalId} cannot be had locally: ${z.prettifyError(error)}`);
        return [logicalId, data];
      }),
    );
  };
  const queues = ofType('AWS::SQS::Queue', queue);
  const buses = ofType('AWS::Events::EventBus', bus);
  const nameOf = (logicalId: string): string => {
    const found = queues.get(logicalId);
    if (!found) throw new Error(`${logicalId} is no queue of the stack, so it cannot be had locally.`);
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
    buses: [...buses.values()].map(({ Name }) => Name),
    rules: [...ofType('AWS::Events::Rule', rule).values()].map(
      ({ Name, EventBusName, EventPattern, Targets }) => ({
        name: Name,
        bus: buses.get(EventBusName)?.Name ?? EventBusName,
        pattern: EventPattern,
        queues: Targets.map(({ Arn }) => nameOf(Arn)),
      }),
    ),
    mappings: [...ofType('AWS::Lambda::EventSourceMapping', mapping).values()].map((one) => {
      const functionKey = functionKeys.get(one.FunctionName);
      if (!functionKey) throw new Error(`${one.FunctionName} is no function of the stack.`);
      return {
        queue: nameOf(one.EventSourceArn),
        functionKey,
        batchSize: one.BatchSize,
        windowS: one.MaximumBatchingWindowInSeconds,
        maxConcurrency: one.ScalingConfig.MaximumConcurrency,
        reportsFailures: one.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      };
    }),
  };
};
