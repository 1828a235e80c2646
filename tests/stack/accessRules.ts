// Rules about who may do what.
import {
  functionId,
  functionsOf,
  listOf,
  offenders,
  ofType,
  type Properties,
  type Rule,
  resource,
  type Template,
} from './template.ts';

/** Everything that the service's roles may do. X-Ray knows no resources, so that its actions stand alone with `*`. */
const withoutResource = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
const actions = [
  ...withoutResource,
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'rds-data:ExecuteStatement',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  // Of the bucket and of imports.
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  'sqs:SendMessage',
  'sqs:ChangeMessageVisibility',
  // Of schedules.
  'lambda:InvokeFunction',
];
/** A name would replace them, while versions of functions that are live read the account before. */
const unnamedSecrets = ['ReaderSecret', 'WriterSecret', 'ImporterSecret', 'EraserSecret', 'DirectorySecret'];

/** By function, the secret of its account. Functions that were added have what their own declaration names. */
const accounts: Readonly<Record<string, string>> = {
  GetUsers: 'ReaderSecret',
  SearchUser: 'ReaderSecret',
  SyncUsers: 'WriterSecret',
  ExplainUser: 'WriterSecret',
  ImportUsers: 'ImporterSecret',
  ExportUsers: 'ExporterSecret',
  EraseUser: 'EraserSecret',
  PurgeUsers: 'EraserSecret',
};

const managedPolicies = ['AWSCodeDeployRoleForLambdaLimited'];

const statements = (template: Template): [string, Properties][] =>
  ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    listOf<Properties>(Properties.Policies).flatMap(({ PolicyDocument }) =>
      listOf<Properties>(PolicyDocument.Statement).map((statement): [string, Properties] => [id, statement]),
    ),
  );

const statementsThat = (template: Template, breaks: (statement: Properties) => boolean): string[] =>
  statements(template)
    .filter(([, statement]) => breaks(statement))
    .map(([id, { Action }]) => `${id} ${Action}`);

const firstStatement = (template: Template): Properties =>
  resource(template, 'GetUsersRole').Properties.Policies[0].PolicyDocument.Statement[0];

const roleOf = (template: Template, name: string): string =>
  listOf<string>(resource(template, functionId(name)).Properties.Role['Fn::GetAtt'])[0] ?? '';

/** Statements that let a function read secrets, by the logical name of the function. */
const secretStatements = (template: Template): [string, Properties][] =>
  functionsOf(template).flatMap((name) =>
    statements(template)
      .filter(([id]) => id === roleOf(template, name))
      .filter(([, { Action }]) => listOf(Action).includes('secretsmanager:GetSecretValue'))
      .map(([, statement]): [string, Properties] => [name, statement]),
  );

const environment = (template: Template, id: string): Properties =>
  resource(template, id).Properties.Environment.Variables;

export const accessRules: Rule[] = [
  {
    name: 'no route without an authorizer',
    check: (template) =>
      offenders(
        template,
        'AWS::ApiGatewayV2::Route',
        ({ AuthorizationType }) => !['AWS_IAM', 'JWT'].includes(AuthorizationType),
      ),
    broken: (template) => delete resource(template, 'HttpApiRouteAnyUsers').Properties.AuthorizationType,
  },
  {
    name: 'a JWT alone is not enough: its scopes are checked',
    check: (template) =>
      offenders(
        template,
        'AWS::ApiGatewayV2::Route',
        ({ AuthorizationType, AuthorizationScopes = [] }) =>
          AuthorizationType === 'JWT' && AuthorizationScopes.length === 0,
      ),
    broken: (template) =>
      Object.assign(resource(template, 'HttpApiRouteAnyUsers').Properties, {
        AuthorizationType: 'JWT',
        AuthorizationScopes: [],
      }),
  },
  {
    name: 'no Resource * where it can be narrower',
    check: (template) =>
      statementsThat(
        template,
        ({ Action, Resource }) =>
          JSON.stringify(Resource).includes('"*"') &&
          listOf<string>(Action).some((action) => !withoutResource.includes(action)),
      ),
    broken: (template) => Object.assign(firstStatement(template), { Resource: '*' }),
  },
  {
    name: 'no action beyond the list',
    check: (template) =>
      statementsThat(
        template,
        ({ Action, NotAction }) =>
          NotAction !== undefined || listOf<string>(Action).some((action) => !actions.includes(action)),
      ),
    broken: (template) => Object.assign(firstStatement(template), { Action: 'rds-data:*' }),
  },
  {
    name: 'no managed policy beyond the list',
    check: (template) =>
      offenders(template, 'AWS::IAM::Role', ({ ManagedPolicyArns = [] }) =>
        ManagedPolicyArns.some(
          (arn: unknown) => !managedPolicies.some((name) => JSON.stringify(arn).includes(name)),
        ),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersRole').Properties, {
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonRDSDataFullAccess'],
      }),
  },
  {
    name: 'every role takes the permissions boundary of its stage',
    check: (template) =>
      offenders(
        template,
        'AWS::IAM::Role',
        ({ PermissionsBoundary }) => PermissionsBoundary?.['Fn::If']?.[0] !== 'HasPermissionsBoundary',
      ),
    broken: (template) => delete resource(template, 'RolloutRole').Properties.PermissionsBoundary,
  },
  {
    name: 'every secret is named below its stage, which rights end at',
    check: (template) =>
      offenders(
        template,
        'AWS::SecretsManager::Secret',
        ({ Name = '' }) => !/^users-[a-z0-9]+\/[a-z]+$/.test(Name),
      ).filter((id) => !unnamedSecrets.includes(id)),
    broken: (template) => delete resource(template, 'ExporterSecret').Properties.Name,
  },
  {
    name: 'every function has a role of its own',
    check: (template) => functionsOf(template).filter((name) => roleOf(template, name) !== `${name}Role`),
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersLambdaFunction').Properties, {
        Role: resource(template, 'SearchUserLambdaFunction').Properties.Role,
      }),
  },
  {
    name: 'each function of this service has the account that its rights call for',
    check: (template) =>
      Object.entries(accounts)
        .filter(
          ([name, secret]) => environment(template, functionId(name)).DATABASE_SECRET_ARN?.Ref !== secret,
        )
        .map(([name]) => name),
    broken: (template) =>
      Object.assign(environment(template, 'ExportUsersLambdaFunction'), {
        DATABASE_SECRET_ARN: environment(template, 'GetUsersLambdaFunction').DATABASE_SECRET_ARN,
      }),
  },
  {
    name: 'a function may read the secret of its own account, and of no other',
    check: (template) =>
      secretStatements(template)
        .filter(([name]) => name !== 'Migrate')
        .filter(
          ([name, { Resource }]) =>
            ![environment(template, functionId(name)).DATABASE_SECRET_ARN?.Ref, 'DirectorySecret'].includes(
              Resource.Ref,
            ),
        )
        .map(([name]) => name),
    broken: (template) =>
      Object.assign(firstStatement(template), {
        Action: 'secretsmanager:GetSecretValue',
        Resource: { Ref: 'WriterSecret' },
      }),
  },
  {
    name: 'functions that only read the directory may not read the secret under which deletions are remembered',
    check: (template) =>
      secretStatements(template)
        .filter(
          ([name, { Resource }]) => accounts[name] === 'ReaderSecret' && Resource.Ref !== 'ReaderSecret',
        )
        .map(([name]) => name),
    broken: (template) =>
      Object.assign(firstStatement(template), {
        Action: 'secretsmanager:GetSecretValue',
        Resource: { Ref: 'DirectorySecret' },
      }),
  },
  {
    name: "no function but migrate may read the master's secret",
    check: (template) => {
      const master = JSON.stringify(environment(template, 'MigrateLambdaFunction').DATABASE_SECRET_ARN);
      return secretStatements(template)
        .filter(([name, { Resource }]) => name !== 'Migrate' && JSON.stringify(Resource) === master)
        .map(([name]) => name);
    },
    broken: (template) =>
      Object.assign(firstStatement(template), {
        Action: 'secretsmanager:GetSecretValue',
        Resource: environment(template, 'MigrateLambdaFunction').DATABASE_SECRET_ARN,
      }),
  },
];
