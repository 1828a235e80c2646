// Makes the stack's queues, buses, rules and buckets in the event cloud, as a deployment does.
import {
  CreateEventBusCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EventClients } from '../server/awsClients.ts';
import type { EventStack, StackBucket, StackQueue, StackRule } from './eventStack.ts';

export type CreatedQueue = { url: string; arn: string };

const createQueue = async (
  client: SQSClient,
  { name, visibilityTimeoutS, retentionS, attributes, deadLetters }: StackQueue,
  created: ReadonlyMap<string, CreatedQueue>,
): Promise<CreatedQueue> => {
  const redrivePolicy = deadLetters && {
    deadLetterTargetArn: created.get(deadLetters.name)?.arn,
    maxReceiveCount: deadLetters.maxReceiveCount,
  };
  const Attributes = {
    ...attributes,
    VisibilityTimeout: String(visibilityTimeoutS),
    MessageRetentionPeriod: String(retentionS),
    ...(redrivePolicy && { RedrivePolicy: JSON.stringify(redrivePolicy) }),
  };
  const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes: { QueueArn = '' } = {} } = await client.send(command);
  return { url: QueueUrl, arn: QueueArn };
};

const putRule = async (
  client: EventBridgeClient,
  { name, bus, pattern, queues, inputs = {} }: StackRule,
  created: ReadonlyMap<string, CreatedQueue>,
): Promise<void> => {
  const rule = { Name: name, EventBusName: bus, EventPattern: JSON.stringify(pattern) };
  await client.send(new PutRuleCommand(rule));
  const Targets = queues.map((queue) => ({ Id: queue, Arn: created.get(queue)?.arn, ...inputs[queue] }));
  await client.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets }));
};

const createBucket = async (
  client: S3Client,
  { name, notifications }: StackBucket,
  created: ReadonlyMap<string, CreatedQueue>,
): Promise<void> => {
  await client.send(new CreateBucketCommand({ Bucket: name }));
  const QueueConfigurations = notifications.map(({ event, prefix, suffix, queue }) => ({
    Id: `${queue} ${prefix}`,
    Events: [event as 's3:ObjectCreated:*'],
    QueueArn: created.get(queue)?.arn,
    Filter: {
      Key: {
        FilterRules: [
          { Name: 'prefix' as const, Value: prefix },
          ...(suffix ? [{ Name: 'suffix' as const, Value: suffix }] : []),
        ],
      },
    },
  }));
  await client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket: name,
      NotificationConfiguration: { QueueConfigurations },
      // A test message would run a function at every start.
      SkipDestinationValidation: true,
    }),
  );
};

/** What exists already stays as it is. Returns the queues by name. Throws what the services refuse. */
export const createEventStack = async (
  { queues, buckets, buses, rules }: EventStack,
  { sqs, eventBridge, s3 }: EventClients,
): Promise<ReadonlyMap<string, CreatedQueue>> => {
  const created = new Map<string, CreatedQueue>();
  // Dead letters first: a queue names theirs.
  const ordered = [...queues].sort((a, b) => Number(!!a.deadLetters) - Number(!!b.deadLetters));
  for (const queue of ordered) created.set(queue.name, await createQueue(sqs, queue, created));
  const { EventBuses = [] } = await eventBridge.send(new ListEventBusesCommand({}));
  const present = EventBuses.map(({ Name }) => Name);
  for (const Name of buses.filter((name) => !present.includes(name))) {
    await eventBridge.send(new CreateEventBusCommand({ Name }));
  }
  for (const rule of rules) await putRule(eventBridge, rule, created);
  for (const bucket of buckets) await createBucket(s3, bucket, created);
  return created;
};
