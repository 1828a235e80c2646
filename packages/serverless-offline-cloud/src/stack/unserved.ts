// What a service declares and the local cloud does not serve, in a sentence each.
import type { Service } from '../service.ts';
import { isServedMapping } from './readMappings.ts';
import { isServedTarget } from './readRules.ts';
import type { Resolve } from './resolver.ts';
import type { ServiceFunction, ServiceFunctions } from './serviceFunction.ts';
import { resourcesOfType, stackShapes } from './stackShapes.ts';
import type { Resources, TemplateResource } from './template.ts';

const servedEvents = ['httpApi', 'sqs', 's3', 'eventBridge', 'schedule'];

/** Their properties that are served, or that neither a function nor a client would miss locally. */
const servedProperties: Readonly<Record<string, RegExp>> = {
  'AWS::SQS::Queue':
    /^(QueueName|VisibilityTimeout|MessageRetentionPeriod|DelaySeconds|MaximumMessageSize|ReceiveMessageWaitTimeSeconds|FifoQueue|ContentBasedDeduplication|Redrive(Allow)?Policy|Kms.*|SqsManagedSseEnabled|Tags)$/,
  'AWS::S3::Bucket':
    /^(BucketName|NotificationConfiguration|BucketEncryption|PublicAccessBlockConfiguration|OwnershipControls|AccessControl|LifecycleConfiguration|LoggingConfiguration|.*Configurations|Tags)$/,
  'AWS::Events::EventBus': /^(Name|Description|Policy|KmsKeyIdentifier|DeadLetterConfig|LogConfig|Tags)$/,
  'AWS::Events::Rule':
    /^(Name|Description|EventBusName|EventPattern|ScheduleExpression|State|Targets|RoleArn|Tags)$/,
  'AWS::Lambda::EventSourceMapping':
    /^(EventSourceArn|FunctionName|Enabled|FilterCriteria|BatchSize|MaximumBatchingWindowInSeconds|ScalingConfig|FunctionResponseTypes|KmsKeyArn|MetricsConfig|ProvisionedPollerConfig|Tags)$/,
  'AWS::SecretsManager::Secret': /./,
  // The plugin says itself which has no Data API.
  'AWS::RDS::DBCluster': /./,
};

/** They permit, watch or describe, and no code of a function sees them. */
const silent =
  /^AWS::(IAM|CloudWatch|Logs|ECR|KMS|CloudFormation|CodeDeploy|XRay)::|Policy$|::(Permission|Version|Alias|Archive)$/;

const describeEvents = (key: string, events: readonly object[], firesSchedules: boolean): string[] =>
  events.flatMap((event) => {
    const [kind = '', settings] = Object.entries(event)[0] ?? [];
    if (!servedEvents.includes(kind)) return [`${key} has no ${kind} event here.`];
    if (Object(settings).enabled === false) return [`The ${kind} event of ${key} is not enabled.`];
    const isScheduled = kind === 'schedule' || (kind === 'eventBridge' && Object(settings).schedule);
    if (isScheduled && !firesSchedules) return [`${key} is invoked by hand, not by its schedule.`];
    return kind === 'httpApi' && Object(settings).authorizer
      ? [`${key} is open: its authorizer is not emulated, and the API listens on loopback.`]
      : [];
  });

const describeFunction = (
  key: string,
  { events = [], layers, url, fileSystemConfig, destinations }: ServiceFunction,
  firesSchedules: boolean,
): string[] => [
  ...describeEvents(key, events, firesSchedules),
  ...(layers ? [`${key} runs without its layers.`] : []),
  ...(url ? [`${key} has no function URL here.`] : []),
  ...(fileSystemConfig ? [`${key} has no file system here.`] : []),
  ...(destinations?.onSuccess ? [`${key} has no destination of its results here.`] : []),
];

/** `functions` are those that are served. */
export const unservedEvents = (
  functions: ServiceFunctions,
  { httpApi }: Service['provider'],
  firesSchedules: boolean,
): string[] => [
  ...(httpApi?.payload === '1.0' ? ['Functions get payload 2.0 of the HTTP API, not 1.0.'] : []),
  ...Object.entries(functions).flatMap(([key, declared]) => describeFunction(key, declared, firesSchedules)),
];

const describeProperties = ([id, { Type, Properties = {} }]: [string, TemplateResource]): string[] => {
  const names = Object.keys(Object(Properties)).filter((name) => !servedProperties[Type]?.test(name));
  return Type in servedProperties && names.length > 0 ? [`${id} has no ${names.join(', ')} here.`] : [];
};

const describeRules = (resources: Resources, resolve: Resolve, firesSchedules: boolean): string[] =>
  [...resourcesOfType(resources, resolve, 'AWS::Events::Rule', stackShapes.rule)].flatMap(([id, rule]) => {
    if (rule.State === 'DISABLED') return [`${id} is disabled.`];
    if (rule.ScheduleExpression && !firesSchedules) return [`${id} is not fired by its schedule.`];
    return rule.Targets.every(isServedTarget) ? [] : [`${id} has targets that are no queue or function.`];
  });

const describeMappings = (resources: Resources, resolve: Resolve): string[] =>
  [...resourcesOfType(resources, resolve, 'AWS::Lambda::EventSourceMapping', stackShapes.mapping)].flatMap(
    ([id, mapping]) => (isServedMapping(mapping) ? [] : [`${id} reads no queue, or is not enabled.`]),
  );

const describeNotifications = (resources: Resources, resolve: Resolve): string[] =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::S3::Bucket') return [];
    const { QueueConfigurations, LambdaConfigurations, ...others } = Object(
      Object(resolve(Properties)).NotificationConfiguration,
    );
    const told = [QueueConfigurations, LambdaConfigurations].flat().filter((one) => one !== undefined);
    const events = told.map(({ Event }) => Event).filter((event) => !/^s3:ObjectCreated:/.test(event));
    const names = [...Object.keys(others), ...events];
    return names.length > 0 ? [`${id} tells nobody by ${names.join(', ')}.`] : [];
  });

export const unservedResources = (
  resources: Resources,
  resolve: Resolve,
  firesSchedules: boolean,
): string[] => {
  const types = Object.values(resources).map(({ Type }) => Type);
  const unserved = types.filter((type) => !(type in servedProperties) && !silent.test(type));
  return [
    ...Object.entries(resources).flatMap(describeProperties),
    ...describeRules(resources, resolve, firesSchedules),
    ...describeMappings(resources, resolve),
    ...describeNotifications(resources, resolve),
    ...(unserved.length > 0 ? [`Not emulated: ${[...new Set(unserved)].sort().join(', ')}.`] : []),
  ];
};
