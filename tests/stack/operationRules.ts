// Rules about running: timeouts, throttles, alarms, versions. Called by rules.ts.
import { readTimeoutMs, writeTimeoutMs } from '#layers/database/dataApiDatabase.ts';
import { httpLimitMs } from '#layers/http/readEvent.ts';
import { offenders, ofType, type Rule, resource } from './template.ts';

/** Functions that a route leads to, by the name that their integration has. */
const routed = ['GetUsers', 'SearchUser'];

export const operationRules: Rule[] = [
  {
    name: 'a call of the database ends before its function, and that before the gateway',
    check: (template) =>
      routed.filter((name) => {
        const timeoutMs = resource(template, `${name}LambdaFunction`).Properties.Timeout * 1000;
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
    name: 'every alarm has an action',
    check: (template) =>
      offenders(
        template,
        'AWS::CloudWatch::Alarm',
        ({ AlarmActions = [], ActionsEnabled }) => AlarmActions.length === 0 || ActionsEnabled === false,
      ),
    broken: (template) => delete resource(template, 'LatencyAlarm').Properties.AlarmActions,
  },
  {
    name: 'an alarm rolls back a new version',
    check: (template) => [
      ...offenders(
        template,
        'AWS::CodeDeploy::DeploymentGroup',
        ({ AlarmConfiguration, AutoRollbackConfiguration }) =>
          AlarmConfiguration?.Alarms?.length === 0 ||
          !AutoRollbackConfiguration?.Events.includes('DEPLOYMENT_STOP_ON_ALARM'),
      ),
      ...routed.filter((name) =>
        ofType(template, 'AWS::Lambda::Alias').every(([id]) => !id.startsWith(name)),
      ),
    ],
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
