// A function in the template: its entry in `functions:`, image, role, route settings and rollout.

import { imageVariable, versionVariable } from '#cloud/deploy/steps/names.ts';
import type { AccountDeclaration } from '#tools/accounts.ts';
import { kebabName } from '#tools/functions.ts';
import { UserError } from '#tools/userError.ts';
import { accountEnvironment, accountStatements } from './accounts.ts';
import type { DeployedFunction } from './deployedFunction.ts';
import { queueStatements } from './queue.ts';

/** The parameter `reservedConcurrency` where it is set. */
const reservedConcurrency = {
  'Fn::If': ['HasReservedConcurrency', '${param:reservedConcurrency}', { Ref: 'AWS::NoValue' }],
};

export const frameworkFunction = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => {
  const { name, description, events, routes, framework } = deployed;
  return {
    description,
    image: { name: kebabName(name), command: [`functions/${name}/handler.handler`] },
    role: `${deployed.logicalName}Role`,
    events,
    // Versions are for the alias that routes lead to.
    ...(routes.length > 0 ? { reservedConcurrency } : { versionFunction: false }),
    ...framework,
    // The image's tag, for the log lines. It changes with the image alone, unlike a commit.
    environment: {
      SERVICE_VERSION: `\${env:${versionVariable(name)}, 'local'}`,
      ...accountEnvironment(deployed, accounts),
      ...Object(framework.environment),
    },
  };
};

/** An image URI with a digest (…@sha256:…) is deployed as it is; without one, the framework builds and pushes the image. */
export const imageSource = ({ name }: DeployedFunction): string =>
  `\${env:${imageVariable(name)}, self:custom.build.${name}}`;

export const imageBuild = ({ name }: DeployedFunction) => ({
  path: './',
  file: 'Dockerfile.lambda',
  buildArgs: { FUNCTION: name },
  platform: '${self:custom.platform.${param:architecture}}',
  // Lambda rejects image indexes, and an attestation creates one.
  provenance: 'false',
});

/** `/phone-numbers` → `PhoneDashnumbers`, `/{id}` → `IdVar`, as the Serverless Framework (osls) names resources by a path. */
const pathName = (part: string): string => {
  const [first = '', ...others] = part
    .toLowerCase()
    .replaceAll('-', 'Dash')
    .replaceAll(/\{(.*)\}/g, '$1Var')
    .replaceAll(/[^0-9A-Za-z]/g, '');
  return first.toUpperCase() + others.join('');
};

/** `ANY /users` → `HttpApiRouteAnyUsers`: the framework's logical id. */
export const routeId = (routeKey: string): string =>
  `HttpApiRoute${routeKey.split('/').map(pathName).join('')}`;

/**
 * RouteSettings of the HTTP API's stage: the throttle of each route. Throws UserError for a route without one, since every
 * request costs money.
 */
export const routeSettings = ({ name, routes, throttling }: DeployedFunction): [string, object][] => {
  return routes.map((route) => {
    if (!throttling) throw new UserError(`functions/${name}/function.yml has a route and no throttling.`);
    return [route, { ThrottlingRateLimit: throttling.ratePerS, ThrottlingBurstLimit: throttling.burst }];
  });
};

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

// X-Ray knows no resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
const tracing = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};

const logging = (logicalName: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: { 'Fn::GetAtt': [`${logicalName}LogGroup`, 'Arn'] },
});

const statements = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => [
  logging(deployed.logicalName),
  tracing,
  ...queueStatements(deployed),
  ...accountStatements(deployed, accounts),
  ...deployed.role,
];

export const role = (deployed: DeployedFunction, accounts: readonly AccountDeclaration[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: trust,
    PermissionsBoundary: '${self:custom.permissionsBoundary}',
    Policies: [
      {
        PolicyName: deployed.name,
        PolicyDocument: { Version: '2012-10-17', Statement: statements(deployed, accounts) },
      },
    ],
  },
});

export const rollout = {
  Type: 'AWS::CodeDeploy::DeploymentGroup',
  Properties: {
    ApplicationName: { Ref: 'Rollout' },
    ServiceRoleArn: { 'Fn::GetAtt': ['RolloutRole', 'Arn'] },
    DeploymentConfigName: 'CodeDeployDefault.Lambda${param:rollout}',
    DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
    AlarmConfiguration: {
      Enabled: true,
      Alarms: [{ Name: { Ref: 'ServerErrorsAlarm' } }, { Name: { Ref: 'FunctionFaultsAlarm' } }],
    },
    AutoRollbackConfiguration: {
      Enabled: true,
      Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
    },
  },
};
