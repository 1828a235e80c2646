// What a service declares and the local cloud does not serve, in a sentence each.
import type { Service } from '../service.ts';
import type { Template } from './template.ts';

const servedEvents = ['httpApi', 'sqs', 's3', 'eventBridge', 'schedule'];

const servedResources = new Set([
  ...['AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::Events::EventBus', 'AWS::Events::Rule'],
  ...['AWS::Lambda::EventSourceMapping', 'AWS::SecretsManager::Secret'],
]);

/** They permit, watch or describe, and no code of a function sees them. */
const silent =
  /^AWS::(IAM|CloudWatch|Logs|ECR|KMS|CloudFormation|CodeDeploy|XRay)::|Policy$|::(Permission|Version|Alias|Archive)$/;

const describeEvents = (key: string, events: readonly object[]): string[] =>
  events.flatMap((event) => {
    const [kind = '', settings] = Object.entries(event)[0] ?? [];
    if (!servedEvents.includes(kind)) return [`${key} has no ${kind} event here.`];
    if (kind === 'schedule' || (kind === 'eventBridge' && Object(settings).schedule))
      return [`${key} is invoked by hand, not by its schedule.`];
    return kind === 'httpApi' && Object(settings).authorizer
      ? [`${key} is open: its authorizer is not emulated, and the API listens on loopback.`]
      : [];
  });

export const unservedEvents = ({ functions }: Service): string[] =>
  Object.entries(functions).flatMap(([key, { events = [] }]) => describeEvents(key, events));

export const unservedResources = ({ Resources = {} }: Template): string[] => {
  const types = Object.values(Resources).map(({ Type }) => Type);
  const unserved = types.filter((type) => !servedResources.has(type) && !silent.test(type));
  return unserved.length > 0 ? [`Not emulated: ${[...new Set(unserved)].sort().join(', ')}.`] : [];
};
