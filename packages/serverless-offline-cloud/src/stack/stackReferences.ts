// The local values of `!Ref` and `!GetAtt` for the resources of a stack.
import { accountId } from '../account.ts';
import { functionLogicalId } from './logicalIds.ts';
import { createResolver, type References, type Resolve } from './resolver.ts';
import type { Resources, Template } from './template.ts';

export type Place = {
  /** `<service>-<stage>` */
  stackName: string;
  region: string;
  /** Of the event cloud. */
  eventsUrl: string;
};

/** The property that names a resource, by its type. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
};

/** AWS makes a name up where there is none; here it is the same at each start. */
const nameOf = (logicalId: string, resources: Resources, resolve: Resolve, { stackName }: Place): string => {
  const { Type, Properties } = resources[logicalId] as Resources[string];
  const given = resolve(Object(Properties)[nameProperties[Type] as string]);
  if (typeof given === 'string') return given;
  const name = `${stackName}-${logicalId}`;
  if (Type === 'AWS::SQS::Queue' && Object(Properties).FifoQueue) return `${name}.fifo`;
  return Type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html, "Return values" */
const valuesOf = (logicalId: string, type: string, name: string, place: Place): [string, string][] => {
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${place.region}:${accountId}:${resource}`;
  const named = (ref: string, ownArn: string, nameAttribute: string): [string, string][] => [
    [logicalId, ref],
    [`${logicalId}.Arn`, ownArn],
    [`${logicalId}.${nameAttribute}`, name],
  ];
  switch (type) {
    case 'AWS::SQS::Queue': {
      const url = `${place.eventsUrl}/${accountId}/${name}`;
      return [...named(url, arn('sqs', name), 'QueueName'), [`${logicalId}.QueueUrl`, url]];
    }
    case 'AWS::S3::Bucket':
      return named(name, `arn:aws:s3:::${name}`, 'BucketName');
    case 'AWS::Events::EventBus':
      return named(name, arn('events', `event-bus/${name}`), 'Name');
    case 'AWS::Events::Rule':
      return named(name, arn('events', `rule/${name}`), 'Name');
    case 'AWS::SecretsManager::Secret': {
      const secretArn = arn('secretsmanager', `secret:${name}-AbCdEf`);
      return named(secretArn, secretArn, 'Name');
    }
    case 'AWS::RDS::DBCluster':
      return [
        [logicalId, name],
        [`${logicalId}.DBClusterArn`, arn('rds', `cluster:${name}`)],
        [`${logicalId}.MasterUserSecret.SecretArn`, arn('secretsmanager', `secret:rds!${name}-AbCdEf`)],
      ];
    default:
      return [];
  }
};

export type NamedFunction = { key: string; name: string };

/** `more` has values that the caller knows, and wins. */
export const stackReferences = (
  template: Template,
  functions: readonly NamedFunction[],
  place: Place,
  more: References = new Map(),
): References => {
  const { Resources: resources = {} } = template;
  const pseudo: [string, string][] = [
    ['AWS::AccountId', accountId],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', place.region],
    ['AWS::StackName', place.stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ];
  const lambdas = functions.flatMap(({ key, name }): [string, string][] => [
    [functionLogicalId(key), name],
    [`${functionLogicalId(key)}.Arn`, `arn:aws:lambda:${place.region}:${accountId}:function:${name}`],
  ]);
  const resolve = createResolver(template, new Map(pseudo));
  const own = Object.entries(resources).flatMap(([logicalId, { Type }]) =>
    Type in nameProperties
      ? valuesOf(logicalId, Type, nameOf(logicalId, resources, resolve, place), place)
      : [],
  );
  return new Map([...pseudo, ...lambdas, ...own, ...more]);
};
