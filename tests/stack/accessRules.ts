// Rules about who may do what. Called by rules.ts.
import {
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
];
const managedPolicies = ['AWSCodeDeployRoleForLambdaLimited'];

const statements = (template: Template): [string, Properties][] =>
  ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    listOf<Properties>(Properties.Policies).flatMap(({ PolicyDocument }) =>
      listOf<Properties>(PolicyDocument.Statement).map((one): [string, Properties] => [id, one]),
    ),
  );

const statementsThat = (template: Template, breaks: (statement: Properties) => boolean): string[] =>
  statements(template)
    .filter(([, statement]) => breaks(statement))
    .map(([id, { Action }]) => `${id} ${Action}`);

const firstStatement = (template: Template): Properties =>
  resource(template, 'GetUsersRole').Properties.Policies[0].PolicyDocument.Statement[0];

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
    name: 'one role a function',
    check: (template) => {
      const roles = ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
        JSON.stringify(Properties.Role),
      );
      return roles.filter((role, index) => roles.indexOf(role) !== index);
    },
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersLambdaFunction').Properties, {
        Role: resource(template, 'SearchUserLambdaFunction').Properties.Role,
      }),
  },
  {
    name: 'functions with a route have the secret of the user that can only read',
    check: (template) =>
      ['GetUsersLambdaFunction', 'SearchUserLambdaFunction'].filter(
        (id) => environment(template, id).DATABASE_SECRET_ARN?.Ref !== 'ReaderSecret',
      ),
    broken: (template) =>
      Object.assign(environment(template, 'GetUsersLambdaFunction'), {
        DATABASE_SECRET_ARN: environment(template, 'MigrateLambdaFunction').DATABASE_SECRET_ARN,
      }),
  },
  {
    name: 'functions with a route may read no other secret',
    check: (template) =>
      statements(template)
        .filter(([id]) => id !== 'MigrateRole')
        .filter(([, { Action }]) => listOf(Action).includes('secretsmanager:GetSecretValue'))
        .filter(([, { Resource }]) => Resource.Ref !== 'ReaderSecret')
        .map(([id]) => id),
    broken: (template) =>
      Object.assign(firstStatement(template), {
        Action: 'secretsmanager:GetSecretValue',
        Resource: environment(template, 'MigrateLambdaFunction').DATABASE_SECRET_ARN,
      }),
  },
];
