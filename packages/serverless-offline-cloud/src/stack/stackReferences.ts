// The values of `!Ref` by which functions know the stack's queues and buckets.
import { accountId } from '../account.ts';
import { type Resources, resourcesOfType, stackShapes } from './stackShapes.ts';

/**
 * By logical id: a queue's URL, under the address of the event cloud, and a bucket's name.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html#aws-resource-sqs-queue-return-values
 */
export const stackReferences = (resources: Resources, eventsUrl: string): ReadonlyMap<string, string> => {
  const queues = resourcesOfType(resources, 'AWS::SQS::Queue', stackShapes.queue);
  const buckets = resourcesOfType(resources, 'AWS::S3::Bucket', stackShapes.bucket);
  return new Map([
    ...[...queues].map(([id, { QueueName }]) => [id, `${eventsUrl}/${accountId}/${QueueName}`] as const),
    ...[...buckets].map(([id, { BucketName }]) => [id, BucketName] as const),
  ]);
};
