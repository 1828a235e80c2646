// The names of the stage's bucket, and the queues that S3 notifies of its new objects.
import { bucketName } from '#cloud/deploy/steps/names.ts';
import type { DeployedFunction } from './deployedFunction.ts';

const name = bucketName('${sls:stage}', '${AWS::AccountId}', '${AWS::Region}');

/** For references that would lead in a circle: the bucket waits for the policies of the queues that it notifies. */
const nameReference = { 'Fn::Sub': name };
export const bucketArn = { 'Fn::Sub': `arn:\${AWS::Partition}:s3:::${name}` };

const queueId = ({ logicalName }: DeployedFunction): string => `${logicalName}Queue`;

const notifications = (deployed: DeployedFunction) =>
  (deployed.queue?.objects ?? []).map((prefix) => ({
    Event: 's3:ObjectCreated:*',
    Queue: { 'Fn::GetAtt': [queueId(deployed), 'Arn'] },
    Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: prefix }] } },
  }));

/** What the bucket's resource takes from the functions. */
export const bucketResource = (deployed: readonly DeployedFunction[]) => ({
  name: nameReference,
  notifications: { QueueConfigurations: deployed.flatMap(notifications) },
  // S3 sends each queue a test message when its notification is configured.
  waitsFor: deployed.filter(({ queue }) => queue?.objects).map((lambda) => `${queueId(lambda)}Policy`),
});
