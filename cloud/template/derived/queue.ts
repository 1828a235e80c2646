// The queue of a function: events of the bus go there, and batches invoke the function.
// What fails ends as dead letters.
import type { QueueDeclaration } from '#tools/functions.ts';
import type { DeployedFunction } from './deployedFunction.ts';
import { queueAlarms } from './queueAlarms.ts';

/** The longest window that a parameter of a queue may have, in seconds. */
export const maxWindowS = 60;

/** After so many receives a message is a dead letter. */
const maxReceiveCount = 10;

/** SQS keeps nothing longer: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const longestRetentionS = 14 * 24 * 3600;

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const queue = (name: string, properties: object) => ({
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

const fromRule = (queueId: string, ruleId: string) => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnOf(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': arnOf(ruleId) } },
});

const policy = (queueId: string, ...statements: object[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: queueId }],
    PolicyDocument: { Version: '2012-10-17', Statement: [overTlsOnly(queueId), ...statements] },
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

/** By logical id; none for a function without a queue. */
export const queueResources = (deployed: DeployedFunction) => {
  const { logicalName, queue: declared, framework } = deployed;
  if (!declared) return {};
  const [queueId, deadId, lostId] = [
    `${logicalName}Queue`,
    `${logicalName}DeadLetters`,
    `${logicalName}Undelivered`,
  ];
  const { name } = declared;
  return {
    [queueId]: queue(name, {
      // Six times the function's timeout, and the window: a batch that is in work is not received again.
      VisibilityTimeout: 6 * Number(framework.timeout) + maxWindowS,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadId), maxReceiveCount },
    }),
    [deadId]: queue(`${name}-dlq`, {}),
    // What EventBridge could not deliver to the queue.
    [lostId]: queue(`${name}-undelivered`, {}),
    [`${queueId}Policy`]: policy(queueId, fromRule(queueId, `${logicalName}Rule`)),
    [`${deadId}Policy`]: policy(deadId),
    [`${lostId}Policy`]: policy(lostId, fromRule(lostId, `${logicalName}Rule`)),
    [`${logicalName}Rule`]: rule(logicalName, declared),
    [`${logicalName}Mapping`]: mapping(logicalName, declared),
    ...queueAlarms(logicalName),
  };
};
