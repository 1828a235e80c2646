import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readService } from './readService.ts';
import type { Service } from './service.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serverless-offline-cloud-'));
  mkdirSync(join(folder, 'src'));
  for (const name of ['orders.ts', 'invoices.mjs', 'named.js']) writeFileSync(join(folder, 'src', name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (more: Partial<Service>, handlers = {}, schedules = false) => {
  const provider = { stage: 'dev', region: 'eu-west-1' };
  const service = { service: 'shop', provider, functions: {}, ...more };
  const eventsUrl = 'http://127.0.0.1:4566';
  return readService(service, {
    servicePath: folder,
    eventsUrl,
    region: 'eu-west-1',
    handlers,
    schedules,
    references: new Map(),
  });
};

const image = { command: ['src/orders.handler'] };
const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };

test('runs an image from the source that its command names, and a handler as it is', () => {
  const functions = {
    order: { name: 'shop-dev-order', image, timeout: 7 },
    invoice: { name: 'shop-dev-invoice', handler: 'src/invoices.create' },
    named: { name: 'shop-dev-named', image: 'repository:tag' },
  };
  const { sources, notes } = read({ functions }, { named: 'src/named.handler' });
  expect(sources.order).toMatchObject({ handler: 'src/orders.ts.handler', timeoutS: 7, taskRoot: folder });
  expect(sources.invoice).toMatchObject({ handler: 'src/invoices.mjs.create', timeoutS: 6 });
  expect(sources.named).toMatchObject({ handler: 'src/named.js.handler' });
  expect(notes).toEqual([]);
});

test('names the functions that it cannot run, and runs the others', () => {
  const functions = {
    order: { name: 'shop-dev-order', image },
    python: { name: 'shop-dev-python', handler: 'src/app.handler', runtime: 'python3.13' },
    opaque: { name: 'shop-dev-opaque', image: 'repository:tag' },
    missing: { name: 'shop-dev-missing', image: { command: ['dist/missing.handler'] } },
  };
  const { sources, notes } = read({ functions });
  expect(Object.keys(sources)).toEqual(['order']);
  expect(notes).toEqual([
    'python is not served: python3.13 is not run here.',
    expect.stringContaining('opaque is not served: its image names no command'),
    'missing is not served: there is no module for dist/missing.handler.',
  ]);
});

test('gives functions the local values of what their variables refer to, and names those that have none', () => {
  const environment = { QUEUE_URL: { Ref: 'Queue' }, TABLE: { Ref: 'Table' }, LIMIT: 3 };
  const functions = { order: { name: 'shop-dev-order', image, environment } };
  const { sources, notes } = read({ functions, resources: { Resources: { Queue: queue } } });
  expect(sources.order?.environment).toEqual({
    QUEUE_URL: 'http://127.0.0.1:4566/000000000000/orders',
    LIMIT: '3',
  });
  expect(notes).toEqual(['order has no TABLE: it refers to something that has no local value.']);
});

test('reads no number of environments from a condition without a value', () => {
  const reservedConcurrency = { 'Fn::If': ['IsReserved', 2, { Ref: 'AWS::NoValue' }] };
  const functions = { order: { name: 'shop-dev-order', image, reservedConcurrency } };
  expect(read({ functions }).sources.order?.reservedConcurrency).toBeUndefined();
  const resources = { Conditions: { IsReserved: { 'Fn::Equals': [1, 1] } } };
  expect(read({ functions, resources }).sources.order?.reservedConcurrency).toBe(2);
});

test("maps a function's queue event as Lambda does", () => {
  const sqs = {
    arn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
    functionResponseType: 'ReportBatchItemFailures',
    filterPatterns: [{ body: { kind: ['order'] } }],
  };
  const functions = { order: { name: 'shop-dev-order', image, events: [{ sqs }] } };
  const { stack } = read({ functions, resources: { Resources: { Queue: queue } } });
  expect(stack.mappings).toEqual([
    {
      queue: 'orders',
      functionKey: 'order',
      filters: ['{"body":{"kind":["order"]}}'],
      batchSize: 10,
      windowS: 0,
      maxConcurrency: 5,
      postpones: false,
      reportsFailures: true,
    },
  ]);
});

test('names the operator of a filter that is not emulated', () => {
  const sqs = { arn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, filterPatterns: [{ body: [{ like: 'x' }] }] };
  const functions = { order: { name: 'shop-dev-order', image, events: [{ sqs }] } };
  expect(() => read({ functions, resources: { Resources: { Queue: queue } } })).toThrow(/order.*"like"/s);
});

test('queues the events of a bus and of a bucket for a function, as Lambda does itself', () => {
  const events = [
    { eventBridge: { eventBus: 'shop', pattern: { source: ['shop'] }, inputPath: '$.detail' } },
    { s3: { bucket: 'invoices', rules: [{ prefix: 'in/' }, { suffix: '.pdf' }] } },
  ];
  const { stack } = read({ functions: { order: { name: 'shop-dev-order', image, events } } });
  const target = 'shop-dev-order-async';
  expect(stack.buses).toEqual(['shop']);
  expect(stack.rules).toEqual([
    {
      name: 'shop-dev-order-0',
      bus: 'shop',
      pattern: { source: ['shop'] },
      queues: [target],
      inputs: { [target]: { InputPath: '$.detail' } },
    },
  ]);
  expect(stack.buckets).toEqual([
    {
      name: 'invoices',
      notifications: [{ event: 's3:ObjectCreated:*', prefix: 'in/', suffix: '.pdf', queue: target }],
    },
  ]);
  expect(stack.queues.map(({ name }) => name)).toEqual([`${target}-dlq`, target]);
  expect(stack.mappings).toMatchObject([{ queue: target, functionKey: 'order', isAsynchronous: true }]);
});

test('reads queues, rules and notifications from the resources', () => {
  const arn = { 'Fn::GetAtt': ['Queue', 'Arn'] };
  const Resources = {
    DeadLetters: { Type: 'AWS::SQS::Queue' },
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'orders',
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
          maxReceiveCount: '2',
        },
      },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['shop'] },
        Targets: [{ Id: 'queue', Arn: arn }],
      },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: arn }] },
      },
    },
  };
  const { stack } = read({ resources: { Resources } });
  expect(stack).toMatchObject({
    queues: [
      { name: 'shop-dev-DeadLetters' },
      { name: 'orders', deadLetters: { name: 'shop-dev-DeadLetters', maxReceiveCount: 2 } },
    ],
    buses: ['shop'],
    rules: [{ name: 'shop-dev-Rule', bus: 'shop', queues: ['orders'] }],
    buckets: [{ name: 'shop-dev-bucket', notifications: [{ prefix: '', queue: 'orders' }] }],
  });
});

test('names a resource that has another shape', () => {
  const Rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: 'text' } };
  expect(() => read({ resources: { Resources: { Rule } } })).toThrow('The local cloud cannot create Rule');
});

test('tells of everything that it does not serve', () => {
  const authorizer = { type: 'aws_iam' };
  const events = [
    { httpApi: { method: 'GET', path: '/orders', authorizer } },
    { schedule: 'rate(1 day)' },
    { sns: 'topic' },
  ];
  const Resources = {
    Table: { Type: 'AWS::DynamoDB::Table' },
    Alarm: { Type: 'AWS::CloudWatch::Alarm' },
    Queue: queue,
  };
  const functions = { order: { name: 'shop-dev-order', image, events } };
  const { routes, notes } = read({ functions, resources: { Resources } });
  expect(routes).toEqual([{ key: 'GET /orders', functionKey: 'order' }]);
  expect(notes).toEqual([
    'order is open: its authorizer is not emulated, and the API listens on loopback.',
    'order is invoked by hand, not by its schedule.',
    'order has no sns event here.',
    'Not emulated: AWS::DynamoDB::Table.',
  ]);
});

test('leaves out what has a condition that does not hold', () => {
  const functions = {
    order: { name: 'shop-dev-order', image },
    other: { name: 'shop-dev-other', image, condition: 'Never' },
  };
  const Resources = {
    Queue: { ...queue, Condition: 'Always' },
    Other: { Type: 'AWS::SQS::Queue', Condition: 'Never' },
  };
  const Conditions = { Always: { 'Fn::Equals': [1, 1] }, Never: { 'Fn::Equals': [1, 2] } };
  const { sources, stack } = read({ functions, resources: { Resources, Conditions } });
  expect(Object.keys(sources)).toEqual(['order']);
  expect(stack.queues.map(({ name }) => name)).toEqual(['orders']);
});

test('tells of every property of a function that it does not serve', () => {
  const events = [{ sqs: { arn: 'arn:aws:sqs:eu-west-1:000000000000:orders', enabled: false } }];
  const order = {
    ...{ name: 'shop-dev-order', image, events },
    ...{ layers: ['arn'], url: true, fileSystemConfig: {}, destinations: { onSuccess: 'other' } },
  };
  const provider = { stage: 'dev', region: 'eu-west-1', httpApi: { payload: '1.0' } };
  const { stack, notes } = read({
    functions: { order },
    provider,
    resources: { Resources: { Queue: queue } },
  });
  expect(stack.mappings).toEqual([]);
  expect(notes).toEqual([
    'Functions get payload 2.0 of the HTTP API, not 1.0.',
    'The sqs event of order is not enabled.',
    'order runs without its layers.',
    'order has no function URL here.',
    'order has no file system here.',
    'order has no destination of its results here.',
  ]);
});

test('tells of rules, mappings, notifications and properties that it does not serve', () => {
  const target = { Id: 'queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
  const state = { Id: 'state', Arn: { Ref: 'StateMachine' } };
  const EventPattern = { source: ['shop'] };
  const rule = (Properties: object) => ({ Type: 'AWS::Events::Rule', Properties });
  const Resources = {
    Queue: queue,
    Off: rule({ EventPattern, State: 'DISABLED', Targets: [target] }),
    Daily: rule({ ScheduleExpression: 'rate(1 day)', Targets: [target] }),
    Both: rule({ EventPattern, Targets: [target, state] }),
    Stream: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] }, FunctionName: 'order' },
    },
    Bucket: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: 'invoices',
        VersioningConfiguration: { Status: 'Enabled' },
        NotificationConfiguration: {
          EventBridgeConfiguration: {},
          QueueConfigurations: [{ Event: 's3:ObjectRemoved:*', Queue: target.Arn }],
        },
      },
    },
  };
  const { stack, notes } = read({ resources: { Resources } });
  expect(stack.rules.map(({ name, queues }) => [name, queues])).toEqual([['shop-dev-Both', ['orders']]]);
  expect(notes).toEqual([
    'Bucket has no VersioningConfiguration here.',
    'Off is disabled.',
    'Daily is not fired by its schedule.',
    'Both has targets that are no queue or function.',
    'Stream reads no queue, or is not enabled.',
    'Bucket tells nobody by EventBridgeConfiguration, s3:ObjectRemoved:*.',
  ]);
});

test('gives a queue the attributes that SQS knows, and a FIFO queue its name', () => {
  const Orders = {
    Type: 'AWS::SQS::Queue',
    Properties: { FifoQueue: true, ContentBasedDeduplication: true, DelaySeconds: 3 },
  };
  expect(read({ resources: { Resources: { Orders } } }).stack.queues).toMatchObject([
    {
      name: 'shop-dev-Orders.fifo',
      attributes: { FifoQueue: 'true', ContentBasedDeduplication: 'true', DelaySeconds: '3' },
    },
  ]);
});

test('sends the events of schedules by time where that is asked for', () => {
  const events = [
    { schedule: 'rate(1 day)' },
    { schedule: { rate: ['rate(1 hour)', 'cron(0 6 ? * MON-FRI *)'], input: { all: true } } },
    { schedule: { rate: 'rate(1 minute)', enabled: false } },
    { eventBridge: { schedule: 'rate(2 minutes)' } },
  ];
  const functions = { order: { name: 'shop-dev-order', image, events } };
  const Daily = {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(2 days)',
      Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
    },
  };
  const { stack, notes } = read({ functions, resources: { Resources: { Queue: queue, Daily } } }, {}, true);
  const target = 'shop-dev-order-async';
  expect(stack.schedules).toEqual([
    { name: 'shop-dev-Daily', expression: 'rate(2 days)', queue: 'orders', input: {} },
    { name: 'shop-dev-order-0', expression: 'rate(1 day)', queue: target, input: {} },
    { name: 'shop-dev-order-1', expression: 'rate(1 hour)', queue: target, input: { Input: '{"all":true}' } },
    {
      name: 'shop-dev-order-1',
      expression: 'cron(0 6 ? * MON-FRI *)',
      queue: target,
      input: { Input: '{"all":true}' },
    },
    { name: 'shop-dev-order-3', expression: 'rate(2 minutes)', queue: target, input: {} },
  ]);
  expect(stack.mappings).toMatchObject([{ queue: target, functionKey: 'order', isAsynchronous: true }]);
  expect(notes).toEqual(['The schedule event of order is not enabled.']);
});

test('names a schedule that is not emulated', () => {
  const functions = {
    order: { name: 'shop-dev-order', image, events: [{ schedule: 'cron(0 12 L * ? *)' }] },
  };
  expect(() => read({ functions }, {}, true)).toThrow('the schedule shop-dev-order-0: L is no schedule');
});

test('gives functions the ARNs of an Aurora cluster and of its secret', () => {
  const Resources = { Database: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } } };
  const environment = {
    CLUSTER: { 'Fn::GetAtt': ['Database', 'DBClusterArn'] },
    SECRET: { 'Fn::GetAtt': ['Database', 'MasterUserSecret.SecretArn'] },
  };
  const functions = { order: { name: 'shop-dev-order', image, environment } };
  const { sources, notes } = read({ functions, resources: { Resources } });
  expect(sources.order?.environment).toEqual({
    CLUSTER: 'arn:aws:rds:eu-west-1:000000000000:cluster:shop-dev-Database',
    SECRET: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:rds!shop-dev-Database-AbCdEf',
  });
  expect(notes).toEqual([]);
});

test('gives each secret its text, or what would be generated', () => {
  const Resources = {
    Key: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'text' } },
    Account: {
      Type: 'AWS::SecretsManager::Secret',
      Properties: {
        Name: 'account',
        GenerateSecretString: { SecretStringTemplate: '{"username":"shop"}', GenerateStringKey: 'password' },
      },
    },
  };
  const arn = (name: string) => `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${name}-AbCdEf`;
  expect(read({ resources: { Resources } }).secrets).toEqual({
    [arn('shop-dev-Key')]: 'text',
    [arn('account')]: '{"username":"shop","password":"local"}',
  });
});
