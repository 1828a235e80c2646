// Rules about the stage's bucket: what ends and what stays, and which queue hears of new objects.
import { bucketPrefixes } from '#layers/people/bucketLayout.ts';
import {
  listOf,
  offenders,
  ofType,
  type Properties,
  type Rule,
  resource,
  type Template,
} from './template.ts';

const bucket = (template: Template) => resource(template, 'Bucket');

const { erasures, ...endingObjects } = bucketPrefixes;
const prefixes = Object.values(bucketPrefixes);
const endingPrefixes = Object.values(endingObjects);

const lifecycleRules = (template: Template): Properties[] =>
  bucket(template).Properties.LifecycleConfiguration.Rules;

const ends = (template: Template, prefix: string): boolean =>
  lifecycleRules(template).some(
    ({ Status, Prefix, ExpirationInDays }) =>
      Status === 'Enabled' && Prefix === prefix && ExpirationInDays <= 30,
  );

const notifications = (template: Template): Properties[] =>
  bucket(template).Properties.NotificationConfiguration.QueueConfigurations;

/** What the roles' resources have after the bucket's ARN. */
const policyPrefixes = (template: Template): string[] => {
  const roles = JSON.stringify(ofType(template, 'AWS::IAM::Role'));
  return [...roles.matchAll(/\$\{Bucket\.Arn\}\/([^"]*)/g)].map(([, path]) => path as string);
};

const prefixOf = ({ Filter }: Properties): string => Filter?.S3Key.Rules[0]?.Value ?? '';

const notification = (Value: string) => ({
  Event: 's3:ObjectCreated:*',
  Queue: { 'Fn::GetAtt': ['SyncUsersQueue', 'Arn'] },
  Filter: { S3Key: { Rules: [{ Name: 'prefix', Value }] } },
});

/** What the roles may delete: the role, and the resource as text. Whatever could delete counts, by a wildcard, too. */
const deletable = (template: Template): [string, string][] =>
  ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    listOf<Properties>(Properties.Policies)
      .flatMap(({ PolicyDocument }) => listOf<Properties>(PolicyDocument.Statement))
      .filter(({ Effect }) => Effect === 'Allow')
      .filter(
        ({ Action, NotAction }) =>
          NotAction || listOf<string>(Action).some((action) => /^(\*|s3:(\*|D))/.test(action)),
      )
      .flatMap(({ Resource = '*' }) => listOf(Resource))
      .map((Resource): [string, string] => [id, JSON.stringify(Resource)]),
  );

/** Whether such a resource has objects below erasures/: all but those of a prefix that ends. */
const reaches = (resourceText: string): boolean =>
  !endingPrefixes.some((prefix) => resourceText.includes(`\${Bucket.Arn}/${prefix}`));

export const bucketRules: Rule[] = [
  {
    name: 'the bucket has one owner, and no versions that would outlive what is deleted',
    check: (template) => {
      const { OwnershipControls, VersioningConfiguration } = bucket(template).Properties;
      const owner = OwnershipControls?.Rules[0].ObjectOwnership;
      return owner === 'BucketOwnerEnforced' && !VersioningConfiguration ? [] : ['Bucket'];
    },
    broken: (template) => {
      bucket(template).Properties.VersioningConfiguration = { Status: 'Enabled' };
    },
  },
  {
    name: 'every bucket refuses what does not come over TLS',
    check: (template) => {
      const policies = ofType(template, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => Properties);
      return ofType(template, 'AWS::S3::Bucket')
        .map(([id]) => id)
        .filter((id) => !policies.some(({ Bucket }) => Bucket.Ref === id));
    },
    broken: (template) => delete template.Resources.BucketPolicy,
  },
  {
    name: 'what the bucket holds ends after 30 days at most',
    check: (template) => endingPrefixes.filter((prefix) => !ends(template, prefix)),
    broken: (template) => Object.assign(lifecycleRules(template)[0] ?? {}, { ExpirationInDays: 31 }),
  },
  {
    name: 'roles, lifecycle and notifications name only prefixes of the layout',
    check: (template) => [
      ...policyPrefixes(template).filter((path) => !prefixes.some((prefix) => path.startsWith(prefix))),
      ...[
        ...lifecycleRules(template).flatMap(({ Prefix = [] }) => Prefix),
        ...notifications(template).map(prefixOf),
      ].filter((prefix) => !prefixes.includes(prefix)),
    ],
    broken: (template) => {
      const [policy] = resource(template, 'ExportUsersRole').Properties.Policies;
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of CloudFormation
      policy.PolicyDocument.Statement[0].Resource = { 'Fn::Sub': '${Bucket.Arn}/export/*' };
    },
  },
  {
    name: 'uploads that nobody finishes end after a day',
    check: (template) =>
      lifecycleRules(template).some(
        ({ Prefix, AbortIncompleteMultipartUpload }) =>
          Prefix === undefined && AbortIncompleteMultipartUpload?.DaysAfterInitiation === 1,
      )
        ? []
        : ['Bucket'],
    broken: (template) => lifecycleRules(template).pop(),
  },
  {
    name: 'erasures never end',
    check: (template) =>
      lifecycleRules(template)
        .filter(({ ExpirationInDays }) => ExpirationInDays !== undefined)
        .filter(({ Prefix = '' }) => erasures.startsWith(Prefix) || Prefix.startsWith(erasures))
        .map(({ Id }) => Id),
    broken: (template) => delete lifecycleRules(template)[0]?.Prefix,
  },
  {
    name: 'the bucket of prod survives a deletion of the stack, and of itself',
    stages: ['prod'],
    check: (template) => {
      const { DeletionPolicy, UpdateReplacePolicy } = bucket(template);
      return DeletionPolicy === 'RetainExceptOnCreate' && UpdateReplacePolicy === 'Retain' ? [] : ['Bucket'];
    },
    broken: (template) => {
      bucket(template).DeletionPolicy = 'Delete';
    },
  },
  {
    // S3 refuses it: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
    name: 'a new object is told of to one queue',
    check: (template) => {
      const prefixes = notifications(template).map(prefixOf);
      return prefixes.filter((prefix, index) =>
        prefixes.some((other, place) => place !== index && prefix.startsWith(other)),
      );
    },
    broken: (template) =>
      notifications(template).push(notification('incoming/a/'), notification('incoming/')),
  },
  {
    name: 'the bucket waits for the policies of the queues that it notifies',
    check: (template) => {
      const awaited = listOf(bucket(template).DependsOn);
      return notifications(template)
        .map(({ Queue }) => `${Queue['Fn::GetAtt'][0]}Policy`)
        .filter((id) => !awaited.includes(id));
    },
    broken: (template) => notifications(template).push(notification('new/')),
  },
  {
    name: 'no role may delete below erasures/',
    check: (template) => [
      ...new Set(
        deletable(template)
          .filter(([, path]) => reaches(path))
          .map(([id]) => id),
      ),
    ],
    broken: (template) => {
      const [policy] = resource(template, 'EraseUserRole').Properties.Policies;
      const statement = policy.PolicyDocument.Statement.find(({ Action }: Properties) =>
        listOf(Action).includes('s3:DeleteObject'),
      );
      statement.Resource = '*';
    },
  },
  {
    name: 'no function but eraseUser deletes objects',
    check: (template) =>
      offenders(template, 'AWS::IAM::Role', ({ Policies }) =>
        /s3:(Delete|\*)/.test(JSON.stringify(Policies ?? [])),
      ).filter((id) => id !== 'EraseUserRole'),
    broken: (template) => {
      const [policy] = resource(template, 'GetUsersRole').Properties.Policies;
      policy.PolicyDocument.Statement[0].Action = 's3:DeleteObject';
    },
  },
];
