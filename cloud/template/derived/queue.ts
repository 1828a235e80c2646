// The queue of a function: events of the bus or new objects of the bucket go there.
// Batches invoke the function, and what fails ends as dead letters.
import { maxWindowS } from '#cloud/parameters/parameters.ts';
import type { QueueDeclaration } from '#tools/functions.ts';
import { bucketArn } from './bucket.ts';
import type { DeployedFunction } from './deployedFunction.ts';
import { eventAlarms, importAlarms } from './queueAlarms.ts';

/** SQS keeps nothing longer: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const longestRetentionS = 14 * 24 * 3600;

export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Named `users-<stage>-<name>`. */
export const sqsQueue = (name: string, properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: `users-\${sls:stage}-${name}`,
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: longestRetentionS,
    ...properties,
  },
});

const overTlsOnly = (queueId: string) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: arnOf(queueId),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

export const queuePolicy = (queueId: string, ...statements: object[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: queueId }],
    PolicyDocument: { Version: '2012-10-17', Statement: [overTlsOnly(queueId), ...statements] },
  },
});

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html */
export const recursionExtension = ({ logicalName, queue }: DeployedFunction) =>
  queue?.callsItself ? { [`${logicalName}LambdaFunction`]: { Properties: { RecursiveLoop: 'Allow' } } } : {};

/** After so many receives a message is a dead letter. */
const maxReceiveCount = 10;

const fromRule = (queueId: string, ruleId: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': arnOf(ruleId) } },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
const fromBucket = (queueId: string) => ({
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queueId),
  Condition: {
    ArnEquals: { 'aws:SourceArn': bucketArn },
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  },
});

const mapping = (logicalName: string, { batchSize, windowS, maxConcurrency }: QueueDeclaration) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  // Lambda asks whether the role may read the queue.
  DependsOn: [`${logicalName}Role`],
  Properties: {
    // A deployment enables it once the function's account exists.
    Enabled: false,
    EventSourceArn: arnOf(`${logicalName}Queue`),
    FunctionName: { Ref: `${logicalName}LambdaFunction` },
    BatchSize: batchSize,
    MaximumBatchingWindowInSeconds: windowS,
    ScalingConfig: { MaximumConcurrency: maxConcurrency },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  },
});

const rule = (logicalName: string, { name, pattern }: QueueDeclaration) => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    Name: `users-\${sls:stage}-${name}`,
    EventBusName: '${self:custom.eventBus.name}',
    EventPattern: pattern,
    Targets: [
      {
        Id: name,
        Arn: arnOf(`${logicalName}Queue`),
        DeadLetterConfig: { Arn: arnOf(`${logicalName}Undelivered`) },
      },
    ],
  },
});

/** What the function's role may do with its queue: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export const queueStatements = ({ logicalName, queue: declared }: DeployedFunction) =>
  declared
    ? [
        {
          Effect: 'Allow',
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          Resource: arnOf(`${logicalName}Queue`),
        },
      ]
    : [];

/** What EventBridge brings to the queue, and the queue of what it could not deliver there. */
const fromBus = (logicalName: string, declared: QueueDeclaration) => {
  const [queueId, lostId, ruleId] = [
    `${logicalName}Queue`,
    `${logicalName}Undelivered`,
    `${logicalName}Rule`,
  ];
  return {
    [lostId]: sqsQueue(`${declared.name}-undelivered`),
    [`${queueId}Policy`]: queuePolicy(queueId, fromRule(queueId, ruleId)),
    [`${lostId}Policy`]: queuePolicy(lostId, fromRule(lostId, ruleId)),
    [ruleId]: rule(logicalName, declared),
    ...eventAlarms(logicalName),
  };
};

/** The resources of a function's queue by logical id; none without a queue. */
export const queueResources = ({ logicalName, queue: declared, framework }: DeployedFunction) => {
  if (!declared) return {};
  const [queueId, deadId] = [`${logicalName}Queue`, `${logicalName}DeadLetters`];
  return {
    [queueId]: sqsQueue(declared.name, {
      // Six times the function's timeout, and the window: a batch that is in work is not received again.
      VisibilityTimeout: 6 * Number(framework.timeout) + maxWindowS,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadId), maxReceiveCount },
    }),
    [deadId]: sqsQueue(`${declared.name}-dlq`),
    [`${deadId}Policy`]: queuePolicy(deadId),
    [`${logicalName}Mapping`]: mapping(logicalName, declared),
    ...(declared.objects
      ? { [`${queueId}Policy`]: queuePolicy(queueId, fromBucket(queueId)), ...importAlarms(logicalName) }
      : fromBus(logicalName, declared)),
  };
};
