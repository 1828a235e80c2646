// Rules about data: encryption, retention, deletion, and ways in.
import { offenders, ofType, type Properties, type Rule, resource } from './template.ts';

const ways = ['InternetGateway', 'NatGateway', 'Route', 'VPCPeeringConnection', 'SecurityGroupIngress'];

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const whoAsked = [
  'requestId',
  'integration.requestId',
  'requestTime',
  'identity.userArn',
  'authorizer.claims.sub',
  'identity.sourceIp',
];

export const dataRules: Rule[] = [
  {
    name: 'the database and the buckets are encrypted',
    check: (template) => [
      ...offenders(template, 'AWS::RDS::DBCluster', ({ StorageEncrypted }) => StorageEncrypted !== true),
      ...offenders(template, 'AWS::S3::Bucket', ({ BucketEncryption }) => !BucketEncryption),
    ],
    broken: (template) => delete resource(template, 'Database').Properties.StorageEncrypted,
  },
  {
    name: 'the buckets are closed to the public, and to what is not encrypted on its way',
    check: (template) => [
      ...offenders(
        template,
        'AWS::S3::Bucket',
        ({ PublicAccessBlockConfiguration = {} }) =>
          Object.values(PublicAccessBlockConfiguration).filter((blocked) => blocked === true).length !== 4,
      ),
      ...offenders(template, 'AWS::S3::BucketPolicy', ({ PolicyDocument }) =>
        PolicyDocument.Statement.every(
          ({ Effect, Condition }: Properties) =>
            Effect !== 'Deny' || `${Condition?.Bool?.['aws:SecureTransport']}` !== 'false',
        ),
      ),
    ],
    broken: (template) => {
      resource(template, 'ServerlessDeploymentBucketPolicy').Properties.PolicyDocument.Statement = [];
    },
  },
  {
    name: 'the master password is kept and changed by RDS',
    check: (template) =>
      offenders(
        template,
        'AWS::RDS::DBCluster',
        ({ ManageMasterUserPassword, MasterUserPassword }) =>
          ManageMasterUserPassword !== true || MasterUserPassword !== undefined,
      ),
    broken: (template) =>
      Object.assign(resource(template, 'Database').Properties, { MasterUserPassword: 'hunter2' }),
  },
  {
    name: "the database's error log is kept, and its slow queries only where a stage says so",
    check: (template) =>
      offenders(template, 'AWS::RDS::DBCluster', ({ EnableCloudwatchLogsExports }) => {
        const [condition, slow, ordinary] = EnableCloudwatchLogsExports['Fn::If'];
        return condition !== 'LogsSlowQueries' || !slow.includes('error') || `${ordinary}` !== 'error';
      }),
    broken: (template) =>
      Object.assign(resource(template, 'Database').Properties, {
        EnableCloudwatchLogsExports: { 'Fn::If': ['LogsSlowQueries', ['error'], ['error', 'slowquery']] },
      }),
  },
  {
    name: 'logs end',
    check: (template) =>
      offenders(template, 'AWS::Logs::LogGroup', ({ RetentionInDays }) => !RetentionInDays),
    broken: (template) => delete resource(template, 'HttpApiLogGroup').Properties.RetentionInDays,
  },
  {
    name: 'the access log has no path and no query string',
    check: (template) =>
      offenders(template, 'AWS::ApiGatewayV2::Stage', ({ AccessLogSettings }) =>
        /\$context\.(path|domainName)|querystring/i.test(AccessLogSettings?.Format ?? '$context.path'),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'HttpApiStage').Properties.AccessLogSettings, {
        Format: '$context.path',
      }),
  },
  {
    name: 'the access log says who asked, and joins with the log of the function',
    check: (template) =>
      offenders(template, 'AWS::ApiGatewayV2::Stage', ({ AccessLogSettings }) =>
        whoAsked.some((variable) => !AccessLogSettings.Format.includes(`"$context.${variable}"`)),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'HttpApiStage').Properties.AccessLogSettings, {
        Format: '{"requestId":"$context.requestId"}',
      }),
  },
  {
    name: 'the database of prod survives a deletion, of itself and of the stack',
    stages: ['prod'],
    check: (template) =>
      offenders(
        template,
        'AWS::RDS::DBCluster',
        ({ BackupRetentionPeriod }, { DeletionPolicy, UpdateReplacePolicy }) =>
          // A deployment ends by protecting the cluster where this output says so.
          template.Outputs.DeletionProtection?.Value !== true ||
          BackupRetentionPeriod < 7 ||
          DeletionPolicy !== 'Snapshot' ||
          UpdateReplacePolicy !== 'Snapshot',
      ),
    broken: (template) => Object.assign(template.Outputs, { DeletionProtection: { Value: false } }),
  },
  {
    name: 'a cluster is not protected before its creation is complete, which could not be rolled back then',
    check: (template) =>
      offenders(
        template,
        'AWS::RDS::DBCluster',
        ({ DeletionProtection }) => DeletionProtection !== undefined,
      ),
    broken: (template) =>
      Object.assign(resource(template, 'Database').Properties, { DeletionProtection: true }),
  },
  {
    name: 'what stays when the stack goes does not stay when its creation fails',
    check: (template) =>
      Object.entries(template.Resources)
        .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
        .map(([id]) => id),
    broken: (template) => Object.assign(resource(template, 'DirectorySecret'), { DeletionPolicy: 'Retain' }),
  },
  {
    name: "the directory's secret survives a deletion, of itself and of the stack",
    check: (template) =>
      offenders(
        template,
        'AWS::SecretsManager::Secret',
        ({ GenerateSecretString }, { DeletionPolicy, UpdateReplacePolicy }) =>
          // The others hold an account's name and password, which migrate makes anew.
          !GenerateSecretString.SecretStringTemplate &&
          (DeletionPolicy !== 'RetainExceptOnCreate' || UpdateReplacePolicy !== 'Retain'),
      ),
    broken: (template) => delete resource(template, 'DirectorySecret').DeletionPolicy,
  },
  {
    name: 'nothing but the Data API reaches the database',
    check: (template) => [
      ...ways.flatMap((way) => ofType(template, `AWS::EC2::${way}`).map(([id]) => id)),
      ...offenders(template, 'AWS::EC2::SecurityGroup', ({ SecurityGroupIngress }) => !!SecurityGroupIngress),
      ...offenders(
        template,
        'AWS::RDS::DBInstance',
        ({ PubliclyAccessible }) => PubliclyAccessible !== false,
      ),
      ...offenders(template, 'AWS::RDS::DBCluster', ({ EnableHttpEndpoint }) => EnableHttpEndpoint !== true),
    ],
    broken: (template) =>
      Object.assign(resource(template, 'DatabaseInstance').Properties, { PubliclyAccessible: true }),
  },
  {
    name: 'functions stay outside the network, where a NAT gateway would cost more than they do',
    check: (template) => offenders(template, 'AWS::Lambda::Function', ({ VpcConfig }) => !!VpcConfig),
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersLambdaFunction').Properties, { VpcConfig: {} }),
  },
];
