// How the stand-in creates, updates and deletes a resource of each type.
// Other types have a name alone.
import type { Json } from './resolve.ts';
import { newSecret } from './secrets.ts';
import type { AwsState } from './state.ts';

export type ResourceType = {
  create(state: AwsState, id: string, properties: Json): void;
  update(state: AwsState, id: string, properties: Json): void;
  /** Throws with the reason for which AWS keeps the resource. */
  remove(state: AwsState, id: string): void;
};

const nothing = () => {};

const putFunction = (state: AwsState, id: string, { Code, Environment }: Json): void => {
  const { versions = [], published = 0, tags = {} } = state.functions.get(id) ?? {};
  const environment = Environment?.Variables ?? {};
  const modified = new Date();
  state.functions.set(id, { imageUri: Code.ImageUri, environment, modified, versions, published, tags });
  state.note(`function ${id}`);
};

const putAlias = (state: AwsState, id: string, { FunctionName, Name, FunctionVersion }: Json): void => {
  const { functionName, name } = { functionName: FunctionName, name: Name };
  if (state.aliases.get(id)?.version !== FunctionVersion) {
    state.note(`alias ${FunctionName}:${Name} → ${FunctionVersion}`);
  }
  state.aliases.set(id, { functionName, name, version: FunctionVersion, weights: {} });
};

/** A property that the template leaves out stays as it is. */
const putCluster = (state: AwsState, id: string, { DeletionProtection }: Json): void => {
  const before = state.clusters.get(id)?.deletionProtection ?? false;
  const deletionProtection =
    DeletionProtection === undefined ? before : String(DeletionProtection) === 'true';
  state.clusters.set(id, { deletionProtection });
};

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': {
    create: (state, id) => void state.buckets.set(id, new Map()),
    update: nothing,
    remove: (state, id) => {
      if (state.buckets.get(id)?.size) throw new Error(`The bucket ${id} is not empty.`);
      state.buckets.delete(id);
    },
  },
  'AWS::ECR::Repository': {
    create: (state, id) => void state.repositories.set(id, new Map()),
    update: nothing,
    remove: (state, id) => void state.repositories.delete(id),
  },
  'AWS::Lambda::Function': {
    create: putFunction,
    update: putFunction,
    remove: (state, id) => void state.functions.delete(id),
  },
  'AWS::Lambda::Version': {
    create: nothing,
    update: nothing,
    remove: (state, id) => {
      const [functionName, version] = id.split(':').slice(-2) as [string, string];
      const lambda = state.functions.get(functionName);
      if (lambda) lambda.versions = lambda.versions.filter((found) => found.version !== version);
    },
  },
  'AWS::Lambda::Alias': {
    create: putAlias,
    update: putAlias,
    remove: (state, id) => void state.aliases.delete(id),
  },
  'AWS::SecretsManager::Secret': {
    create: (state, id, properties) => void state.secrets.set(id, newSecret(properties)),
    update: nothing,
    remove: (state, id) => void state.secrets.delete(id),
  },
  'AWS::Lambda::EventSourceMapping': {
    create: (state, id, { Enabled }) => void state.mappings.set(id, Enabled !== false),
    update: nothing,
    remove: (state, id) => void state.mappings.delete(id),
  },
  'AWS::RDS::DBCluster': {
    create: putCluster,
    update: putCluster,
    remove: (state, id) => {
      if (state.clusters.get(id)?.deletionProtection) {
        throw new Error('Cannot delete protected Cluster, please disable deletion protection and try again.');
      }
      state.clusters.delete(id);
    },
  },
};

/** The property that names a resource of each type, so that there is one in an account and region at most. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::ECR::Repository': 'RepositoryName',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
};

/** The name that a template gives; CloudFormation makes one up where there is none. */
export const givenName = (type: string, properties: Json): string | undefined =>
  properties[nameProperties[type] ?? ''];
