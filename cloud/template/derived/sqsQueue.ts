// A queue of SQS, encrypted, and its policy, which refuses what does not come over TLS.

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
