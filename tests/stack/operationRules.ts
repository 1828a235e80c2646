// Rules about running: timeouts, throttles, versions.
import { readTimeoutMs, writeTimeoutMs } from '#layers/aws/dataApi/dataApiDatabase.ts';
import { httpLimitMs } from '#layers/entry/http/toInvocation.ts';
import {
  copyResource,
  difference,
  functionId,
  listOf,
  offenders,
  ofType,
  type Rule,
  reachedFunctions,
  referredFunctions,
  resource,
  routedFunctions,
} from './template.ts';

export const operationRules: Rule[] = [
  {
    name: 'a call of the database ends before its function, and that before the gateway',
    check: (template) =>
      routedFunctions(template).filter((name) => {
        const timeoutMs = resource(template, functionId(name)).Properties.Timeout * 1000;
        const gatewayMs = resource(template, `HttpApiIntegration${name}`).Properties.TimeoutInMillis;
        const ordered = readTimeoutMs < httpLimitMs && httpLimitMs < gatewayMs;
        return !ordered || readTimeoutMs >= timeoutMs || timeoutMs >= gatewayMs;
      }),
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersLambdaFunction').Properties, { Timeout: 30 }),
  },
  {
    name: 'migrate outlives the longest write',
    check: (template) =>
      offenders(
        template,
        'AWS::Lambda::Function',
        ({ FunctionName, Timeout }) =>
          FunctionName.endsWith('-migrate') && Timeout * 1000 <= 2 * writeTimeoutMs,
      ),
    broken: (template) =>
      Object.assign(resource(template, 'MigrateLambdaFunction').Properties, { Timeout: 29 }),
  },
  {
    name: 'every route is throttled',
    check: (template) => {
      const { RouteSettings = {} } = resource(template, 'HttpApiStage').Properties;
      return offenders(template, 'AWS::ApiGatewayV2::Route', ({ RouteKey }) => {
        const { ThrottlingRateLimit, ThrottlingBurstLimit } = RouteSettings[RouteKey] ?? {};
        return !(ThrottlingRateLimit > 0 && ThrottlingBurstLimit > 0);
      });
    },
    broken: (template) =>
      delete resource(template, 'HttpApiStage').Properties.RouteSettings['ANY /users'].ThrottlingRateLimit,
  },
  {
    name: 'the throttles wait for their routes',
    check: (template) => {
      const awaited = listOf(resource(template, 'HttpApiStage').DependsOn);
      return ofType(template, 'AWS::ApiGatewayV2::Route')
        .map(([id]) => id)
        .filter((id) => !awaited.includes(id));
    },
    broken: (template) => delete resource(template, 'HttpApiStage').DependsOn,
  },
  {
    name: 'functions with a route, and no others, have versions and an alias',
    check: (template) =>
      ['AWS::Lambda::Version', 'AWS::Lambda::Alias'].flatMap((type) =>
        difference(routedFunctions(template), referredFunctions(template, type)),
      ),
    broken: (template) => copyResource(template, 'GetUsersLiveAlias', ['GetUsers', 'Migrate']),
  },
  {
    name: 'routes lead to the alias, so that a rollout can shift them',
    check: (template) =>
      routedFunctions(template).filter((name) => {
        const { IntegrationUri } = resource(template, `HttpApiIntegration${name}`).Properties;
        return !JSON.stringify(IntegrationUri).includes('"live"');
      }),
    broken: (template) =>
      Object.assign(resource(template, 'HttpApiIntegrationGetUsers').Properties, {
        IntegrationUri: { 'Fn::GetAtt': ['GetUsersLambdaFunction', 'Arn'] },
      }),
  },
  {
    name: 'nothing invokes migrate by itself',
    check: (template) => reachedFunctions(template).filter((name) => name === 'Migrate'),
    broken: (template) => copyResource(template, 'GetUsersLambdaPermissionHttpApi', ['GetUsers', 'Migrate']),
  },
  {
    name: 'event source mappings are created disabled, since their functions have no account yet',
    check: (template) =>
      offenders(template, 'AWS::Lambda::EventSourceMapping', ({ Enabled }) => Enabled !== false),
    broken: (template) => {
      const Properties = { FunctionName: { Ref: 'MigrateLambdaFunction' }, Enabled: true };
      template.Resources.Mapping = { Type: 'AWS::Lambda::EventSourceMapping', Properties };
    },
  },
  {
    name: 'an alarm rolls back a new version',
    check: (template) =>
      offenders(
        template,
        'AWS::CodeDeploy::DeploymentGroup',
        ({ AlarmConfiguration, AutoRollbackConfiguration }) =>
          AlarmConfiguration?.Alarms?.length === 0 ||
          !AutoRollbackConfiguration?.Events.includes('DEPLOYMENT_STOP_ON_ALARM'),
      ),
    broken: (template) => delete resource(template, 'GetUsersRollout').Properties.AutoRollbackConfiguration,
  },
  {
    name: 'functions are traced, and run an image by its digest',
    check: (template) =>
      offenders(
        template,
        'AWS::Lambda::Function',
        ({ TracingConfig, Code }) => TracingConfig?.Mode !== 'Active' || !Code.ImageUri?.includes('@sha256:'),
      ),
    broken: (template) =>
      Object.assign(resource(template, 'GetUsersLambdaFunction').Properties.Code, {
        ImageUri: 'users:latest',
      }),
  },
];
