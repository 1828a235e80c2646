// Reads what a service has in the event cloud from its resources and the events of its functions.
import { asynchronousMapping, asynchronousQueue, asynchronousQueueName } from './asynchronousQueue.ts';
import type { EventStack, StackBucket, StackMapping, StackQueue, StackRule } from './eventStack.ts';
import { eventsOf } from './functionEvents.ts';
import type { References, Resolve } from './resolver.ts';
import type { ServiceFunctions } from './serviceFunction.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';
import type { Resources } from './template.ts';

export type StackSource = {
  resources: Resources;
  functions: ServiceFunctions;
  references: References;
  resolve: Resolve;
};

/** The last part of an ARN: `users-dev-sync` of `arn:aws:sqs:eu-central-1:000000000000:users-dev-sync`. */
const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';

const mayPostpone = ({ resources, functions, resolve }: StackSource, functionKey: string): boolean => {
  const role = Object(functions[functionKey]).role;
  const logicalId = typeof role === 'string' ? role : [Object(role)['Fn::GetAtt']].flat()[0];
  return JSON.stringify(resolve(resources[logicalId]) ?? {}).includes('sqs:ChangeMessageVisibility');
};

const createReader = (source: StackSource) => {
  const { resources, functions, references, resolve } = source;
  const nameOf = (logicalId: string, attribute: string): string =>
    references.get(`${logicalId}.${attribute}`) ?? logicalId;
  const queueNames = new Set(
    Object.entries(resources)
      .filter(([, { Type }]) => Type === 'AWS::SQS::Queue')
      .map(([logicalId]) => nameOf(logicalId, 'QueueName')),
  );
  const keyOf = (nameOrArn: string): string | undefined =>
    Object.entries(functions).find(([, { name }]) => name === lastOf(nameOrArn))?.[0];

  /** Throws an error for a queue that the stack does not have: nothing would ever be in it. */
  const queueOf = (arn: string): string => {
    const name = lastOf(arn);
    if (queueNames.has(name)) return name;
    throw new Error(`${arn} is not a queue of the stack, so the local cloud cannot create it.`);
  };
  /** The queue by which a target is reached: its own, or that of a function's asynchronous events. */
  const targetQueue = (arn: string): string => {
    const key = /^arn:[^:]+:lambda:/.test(arn) ? keyOf(arn) : undefined;
    return key ? asynchronousQueueName(functions[key]?.name as string) : queueOf(arn);
  };

  const readQueues = (): StackQueue[] =>
    [...resourcesOfType(resources, resolve, 'AWS::SQS::Queue', stackShapes.queue)].map(([id, queue]) => ({
      name: nameOf(id, 'QueueName'),
      visibilityTimeoutS: queue.VisibilityTimeout,
      retentionS: queue.MessageRetentionPeriod,
      deadLetters: queue.RedrivePolicy && {
        name: queueOf(queue.RedrivePolicy.deadLetterTargetArn),
        maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
      },
    }));

  const readBuckets = (): StackBucket[] => {
    const declared = [...resourcesOfType(resources, resolve, 'AWS::S3::Bucket', stackShapes.bucket)].map(
      ([
        id,
        {
          NotificationConfiguration: { QueueConfigurations, LambdaConfigurations },
        },
      ]) => ({
        name: nameOf(id, 'BucketName'),
        notifications: [
          ...QueueConfigurations.map((one) => ({ ...one, target: one.Queue })),
          ...LambdaConfigurations.map((one) => ({ ...one, target: one.Function })),
        ].map(({ Event, Filter, target }) => ({
          event: Event,
          prefix: '',
          ...Object.fromEntries((Filter?.S3Key.Rules ?? []).map((rule) => [rule.Name, rule.Value])),
          queue: targetQueue(target),
        })),
      }),
    );
    const buckets = new Map(declared.map((bucket) => [bucket.name, bucket]));
    for (const { name, event } of eventsOf(functions, resolve, 's3')) {
      const { bucket, event: kind, rules } = event;
      const filter = Object.assign({ prefix: '' }, ...rules);
      const notification = { event: kind, ...filter, queue: asynchronousQueueName(name) };
      const known = buckets.get(bucket) ?? { name: bucket, notifications: [] };
      known.notifications.push(notification);
      buckets.set(bucket, known);
    }
    return [...buckets.values()];
  };

  const readRules = (): StackRule[] => [
    ...[...resourcesOfType(resources, resolve, 'AWS::Events::Rule', stackShapes.rule)].flatMap(
      ([id, { EventBusName, EventPattern, Targets }]) =>
        EventPattern
          ? [
              {
                name: nameOf(id, 'Name'),
                bus: lastOf(EventBusName),
                pattern: EventPattern,
                queues: Targets.map(({ Arn }) => targetQueue(Arn)),
              },
            ]
          : [],
    ),
    ...eventsOf(functions, resolve, 'eventBridge').flatMap(({ name, index, event: { eventBus, pattern } }) =>
      pattern
        ? [
            {
              name: `${name}-${index}`,
              bus: lastOf(eventBus),
              pattern,
              queues: [asynchronousQueueName(name)],
            },
          ]
        : [],
    ),
  ];

  const readMappings = (): StackMapping[] => [
    ...[...resourcesOfType(resources, resolve, 'AWS::Lambda::EventSourceMapping', stackShapes.mapping)].map(
      ([, one]) => {
        const functionKey = keyOf(one.FunctionName);
        if (!functionKey) throw new Error(`${one.FunctionName} is no function of the stack.`);
        return {
          queue: queueOf(one.EventSourceArn),
          functionKey,
          batchSize: one.BatchSize,
          windowS: one.MaximumBatchingWindowInSeconds,
          maxConcurrency: one.ScalingConfig.MaximumConcurrency,
          postpones: mayPostpone(source, functionKey),
          reportsFailures: one.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        };
      },
    ),
    ...eventsOf(functions, resolve, 'sqs').map(({ key, event }) => {
      return {
        queue: queueOf(event.arn),
        functionKey: key,
        batchSize: event.batchSize,
        windowS: event.maximumBatchingWindow,
        maxConcurrency: event.maximumConcurrency,
        postpones: mayPostpone(source, key),
        reportsFailures: event.functionResponseType === 'ReportBatchItemFailures',
      };
    }),
  ];

  return { nameOf, queueOf, readQueues, readBuckets, readRules, readMappings };
};

/** Throws an error that names the resource which is not as the local event cloud can have it. */
export const readEventStack = (source: StackSource): EventStack => {
  const { resources, functions, resolve } = source;
  const reader = createReader(source);
  const buckets = reader.readBuckets();
  const rules = reader.readRules();
  const told = new Set([
    ...buckets.flatMap(({ notifications }) => notifications.map(({ queue }) => queue)),
    ...rules.flatMap(({ queues }) => queues),
  ]);
  const asynchronous = Object.entries(functions)
    .filter(([, { name }]) => told.has(asynchronousQueueName(name)))
    .map(([key, { name, timeout = 6, onError, destinations }]) => {
      const onFailure = resolve(onError ?? destinations?.onFailure);
      return {
        key,
        name,
        timeoutS: timeout,
        onFailure: typeof onFailure === 'string' ? reader.queueOf(onFailure) : undefined,
      };
    });
  const declaredBuses = [
    ...resourcesOfType(resources, resolve, 'AWS::Events::EventBus', stackShapes.bus).keys(),
  ];
  const buses = declaredBuses.map((id) => reader.nameOf(id, 'Name'));
  return {
    queues: [...reader.readQueues(), ...asynchronous.flatMap(asynchronousQueue)],
    buckets,
    buses: [...new Set([...buses, ...rules.map(({ bus }) => bus)])].filter((bus) => bus !== 'default'),
    rules,
    mappings: [...reader.readMappings(), ...asynchronous.map(asynchronousMapping)],
  };
};
