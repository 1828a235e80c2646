import { expect, test } from '@jest/globals';
import { declareFunction } from '#tests/support/declareFunction.ts';
import { deriveTemplate, manyConnections } from './deriveTemplate.ts';

const path = '/phone-numbers/all';
const routed = declareFunction('listNumbers', {
  events: {
    iam: [{ httpApi: { method: 'ANY', path, authorizer: { type: 'aws_iam' } } }],
    jwt: [{ httpApi: { method: 'ANY', path, authorizer: { name: 'jwt' } } }],
  },
  throttling: { ratePerS: 5, burst: 10 },
});
const scheduled = declareFunction('purgeNumbers', {
  schedule: { expression: 'rate(1 day)', timezone: 'UTC', flexibleWindowMinutes: 15, input: { all: true } },
  role: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn' }],
  resources: { PurgeAlarm: { Type: 'AWS::CloudWatch::Alarm' } },
  framework: { timeout: 60 },
});
const direct = declareFunction('eraseNumber');

const derived = deriveTemplate([direct, routed, scheduled], 'jwt', []);

test('a function has the events of the deployment’s authorization, its own image and its own role', () => {
  expect(derived.functions.listNumbers).toMatchObject({
    image: { name: 'list-numbers', command: ['functions/listNumbers/handler.handler'] },
    role: 'ListNumbersRole',
    events: [{ httpApi: { path, authorizer: { name: 'jwt' } } }],
  });
});

test('a function has the tag of its image in its environment, beside what it declares', () => {
  const declared = declareFunction('listNumbers', { framework: { environment: { A: '1' } } });
  expect(deriveTemplate([declared], 'iam').functions.listNumbers).toMatchObject({
    environment: { SERVICE_VERSION: "${env:LIST_NUMBERS_VERSION, 'local'}", A: '1' },
  });
});

test('a function without a route has no versions, and what it declares for the framework', () => {
  expect(derived.functions.purgeNumbers).toMatchObject({ versionFunction: false, timeout: 60 });
  expect(derived.functions.eraseNumber).toMatchObject({ versionFunction: false, events: [] });
});

test('every function has a role and counts its faults, only those with a route a rollout, and each what it declares', () => {
  expect(Object.keys(derived.resources.Resources)).toEqual([
    'FunctionThrottlesAlarm',
    'EraseNumberRole',
    'EraseNumberFaults',
    'EraseNumberCrashes',
    'ListNumbersRole',
    'ListNumbersRollout',
    'ListNumbersFaults',
    'ListNumbersCrashes',
    'ListNumbersResumeFailures',
    'PurgeNumbersRole',
    'PurgeNumbersFaults',
    'PurgeNumbersCrashes',
    'PurgeNumbersSucceeded',
    'PurgeNumbersMissingAlarm',
    'PurgeNumbersSchedule',
    'PurgeNumbersScheduleRole',
    'PurgeNumbersUninvoked',
    'PurgeNumbersUninvokedPolicy',
    'PurgeNumbersUninvokedAlarm',
    'PurgeAlarm',
  ]);
});

test('a role allows its function’s own logs and traces, and what the function declares', () => {
  const { Policies } = derived.resources.Resources.PurgeNumbersRole.Properties;
  expect(Policies[0].PolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': ['PurgeNumbersLogGroup', 'Arn'] },
    },
    { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: '*' },
    { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn' },
  ]);
});

test('a schedule invokes its function with the input, and keeps what it could not', () => {
  expect(derived.resources.Resources.PurgeNumbersSchedule.Properties).toMatchObject({
    ScheduleExpression: 'rate(1 day)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    Target: {
      Arn: { 'Fn::GetAtt': ['PurgeNumbersLambdaFunction', 'Arn'] },
      Input: '{"all":true}',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['PurgeNumbersUninvoked', 'Arn'] } },
    },
  });
});

test('the bucket notifies the queue of each prefix, and waits for its policy', () => {
  const queue = { name: 'numbers', batchSize: 1, windowS: 0, maxConcurrency: 2 };
  const importing = declareFunction('importNumbers', { queue: { ...queue, objects: ['in/', 'dry/'] } });
  const { bucket, resources } = deriveTemplate([importing, direct], 'iam');
  expect(bucket.waitsFor).toEqual(['ImportNumbersQueuePolicy']);
  expect(bucket.notifications.QueueConfigurations).toMatchObject(
    ['in/', 'dry/'].map((Value) => ({
      Event: 's3:ObjectCreated:*',
      Queue: { 'Fn::GetAtt': ['ImportNumbersQueue', 'Arn'] },
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value }] } },
    })),
  );
  expect(resources.Resources).not.toHaveProperty('ImportNumbersRule');
  expect(resources.Resources).toHaveProperty('ImportNumbersFailedAlarm');
});

const throttleAlarms = (count: number) => {
  const functions = Array.from({ length: count }, (_, index) =>
    declareFunction(`purge${String.fromCharCode(65 + index)}`, {
      schedule: { expression: 'rate(1 day)', timezone: 'UTC', flexibleWindowMinutes: 15, input: {} },
    }),
  );
  const { resources } = deriveTemplate([direct, ...functions], 'iam');
  return Object.entries(resources.Resources as Record<string, { Properties: { Metrics: { Id: string }[] } }>)
    .filter(([id]) => id.startsWith('FunctionThrottles'))
    .map(([id, { Properties }]) => [id, Properties.Metrics.slice(1).map(({ Id }) => Id)] as const);
};

test('throttles are counted of the functions that events reach', () => {
  expect(throttleAlarms(2)).toEqual([['FunctionThrottlesAlarm', ['purgeA', 'purgeB']]]);
});

test('throttles of more functions than an alarm can count raise several alarms', () => {
  expect(throttleAlarms(10)).toHaveLength(1);
  const eleven = throttleAlarms(11);
  expect(eleven.map(([id]) => id)).toEqual(['FunctionThrottlesAlarm', 'FunctionThrottlesAlarm2']);
  expect(eleven.map(([, ids]) => ids.length)).toEqual([6, 5]);
  expect(throttleAlarms(25).map(([, ids]) => ids.length)).toEqual([9, 9, 7]);
});

test('no alarm counts throttles where nothing but a person invokes a function', () => {
  expect(throttleAlarms(0)).toEqual([]);
});

test('the dashboard’s metrics are members of a JSON array', () => {
  const metrics = JSON.parse(`[${derived.dashboardMetrics}]`);
  expect(metrics).toHaveLength(6);
  expect(metrics[0]).toEqual(['AWS/Lambda', 'Errors', 'FunctionName', '${ListNumbersLambdaFunction}']);
});

test('the stage throttles each route, and waits for it', () => {
  expect(derived.routeSettings).toEqual({
    [`ANY ${path}`]: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
  });
  expect(derived.routeIds).toEqual(['HttpApiRouteAnyPhoneDashnumbersAll']);
});

test('an image comes from its URI where one is given, and is built otherwise', () => {
  expect(derived.images['list-numbers']).toBe('${env:LIST_NUMBERS_IMAGE, self:custom.build.listNumbers}');
  expect(derived.builds.listNumbers).toMatchObject({ buildArgs: { FUNCTION: 'listNumbers' } });
});

test.each([
  ['an authorization that the function has no events by', routed, 'none', 'has no events by "none".'],
  [
    'a route without a throttle',
    { ...routed, throttling: undefined },
    'iam',
    'has a route and no throttling.',
  ],
])('refuses %s', (_case, declared, authorization, reason) => {
  expect(() => deriveTemplate([declared], authorization)).toThrow(
    `functions/listNumbers/function.yml ${reason}`,
  );
});

test.each([
  [1, 72],
  [2, 72],
  [8, 800],
  [128, 4_000],
  [256, 4_000],
])('with at most %f ACU, %i connections are many', (maxAcu, connections) => {
  expect(manyConnections(maxAcu)).toBe(connections);
});
