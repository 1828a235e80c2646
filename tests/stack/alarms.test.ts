// Every alarm, with a sample that must ring and one that must not.
// Log lines are those that the functions write.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { countStack } from '#cloud/cost/stackCounts.ts';
import { DatabaseError, type DatabaseErrorKind } from '#layers/aws/dataApi/databaseError.ts';
import { PublicError } from '#layers/base/errors/publicError.ts';
import { createHandler } from '#layers/entry/http/createHandler.ts';
import { copyCheckout } from '#tests/support/checkout.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { packageStack } from '#tests/support/packageStack.ts';
import { root } from '#tools/paths.ts';
import { countLines, type Datapoint, rings } from './cloudWatch.ts';
import { functionsOf, ofType, type Properties, resource, type Template } from './template.ts';

/** With the alarms that a parameter asks for. */
const optional = {
  alarmEmail: 'alarms@example.com',
  exportSchedule: 'rate(1 day)',
  minRequestsPerDay: '100',
};

let template: Template;
beforeAll(async () => {
  const checkout = await copyCheckout();
  template = JSON.parse(await packageStack(checkout.folder, 'prod', optional));
  await checkout.remove();
});

const alarm = (name: string) => resource(template, name).Properties;

/** The request line of an invocation that fails with an error, or ends well without one. */
const lineOf = async (event: unknown, error?: unknown): Promise<string> => {
  const lines: string[] = [];
  const schema = { request: z.object({}), response: (body: string) => body };
  const log = (line: object) => lines.push(JSON.stringify(line));
  const handler = createHandler(
    schema,
    () => () => (error === undefined ? Promise.resolve({ body: '' }) : Promise.reject(error)),
    () => undefined,
    { log, now: Date.now },
  );
  await handler(event, lambdaContext()).catch(() => {});
  return lines.join('\n');
};

const fault = (kind: DatabaseErrorKind) => new DatabaseError(kind, 'X');
const http = httpEvent('/users');

// As Lambda has written them.
const outOfMemory =
  'REPORT RequestId: 276ff3b9\tDuration: 10935.70 ms\tBilled Duration: 10936 ms\tMemory Size: 512 MB\tMax Memory Used: 512 MB\tStatus: error\tError Type: Runtime.OutOfMemory';
const timedOut = '2026-11-24T16:41:15.998Z 276ff3b9 Task timed out after 29.05 seconds';
const exited = 'RequestId: 276ff3b9 Error: Runtime exited with error: signal: segmentation fault';
const notStarted =
  'INIT_REPORT Init Duration: 229.04 ms\tPhase: init\tStatus: error\tError Type: Runtime.ImportModuleError';
const report = 'REPORT RequestId: 276ff3b9\tDuration: 5.70 ms\tBilled Duration: 6 ms\tMemory Size: 512 MB';
const thrown = `2026-11-24T16:41:15.998Z\t276ff3b9\tERROR\tInvoke Error \t${JSON.stringify({ errorType: 'UserNotFound', errorMessage: 'User not found.' })}`;

describe('FunctionFaultsAlarm', () => {
  const counted = (line: string) => countLines(template, 'Faults', 'SearchUserLogGroup', [line]);

  test.each([
    ['out of memory', outOfMemory],
    ['out of time', timedOut],
    ['a crash', exited],
    ['a start that fails', notStarted],
  ])('rings for %s', (_case, line) => {
    expect(rings(alarm('FunctionFaultsAlarm'), [counted(line)])).toBe(true);
  });

  test.each([
    ['a defect', new TypeError('x')],
    ['a database out of reach', fault('transient')],
  ])('rings for %s that a direct invocation meets', async (_case, error) => {
    expect(rings(alarm('FunctionFaultsAlarm'), [counted(await lineOf({}, error))])).toBe(true);
  });

  test.each([
    ['an ordinary report', report],
    ["a direct caller's miss, as Lambda's client for Node reports it", thrown],
  ])('is silent for %s', (_case, line) => {
    expect(counted(line)).toBe(0);
  });

  test.each([
    ["a direct caller's miss", {}, new PublicError('UserNotFound')],
    ["a direct caller's mistake", {}, new PublicError('InvalidRequest')],
    ['a refused migration, which ends its deployment', {}, new PublicError('MigrationRefused')],
    ['a database that resumes, which has an alarm of its own', {}, fault('resuming')],
    ['an answer of 5xx, which has an alarm of its own', http, new TypeError('x')],
  ])('is silent for %s', async (_case, event, error) => {
    expect(counted(await lineOf(event, error))).toBe(0);
  });

  test('hears every function', () => {
    const functions = ofType(template, 'AWS::Lambda::Function').map(([id]) =>
      id.replace('LambdaFunction', ''),
    );
    const heard = functions.filter(
      (name) => countLines(template, 'Faults', `${name}LogGroup`, [timedOut]) === 1,
    );
    expect(heard).toEqual(functions);
  });
});

describe('ResumeFailuresAlarm', () => {
  const counted = async (error: unknown) =>
    countLines(template, 'ResumeFailures', 'GetUsersLogGroup', [await lineOf(http, error)]);

  test('rings for three callers whose time was up before the database had resumed', async () => {
    const failures = (await counted(fault('resuming'))) * 3;
    expect(rings(alarm('ResumeFailuresAlarm'), [failures])).toBe(true);
  });

  test('is silent for two, and for other failures', async () => {
    const failures = (await counted(fault('resuming'))) * 2;
    expect(rings(alarm('ResumeFailuresAlarm'), [failures])).toBe(false);
    expect(await counted(fault('transient'))).toBe(0);
  });
});

describe('InterruptedImportsAlarm', () => {
  const interrupted = JSON.stringify({ level: 'error', state: 'interrupted', job: 'a', line: 7 });

  test('counts the line of an eraser that ended an import, which is no fault', () => {
    expect(countLines(template, 'InterruptedImports', 'EraseUserLogGroup', [interrupted, '{}'])).toBe(1);
    expect(countLines(template, 'Faults', 'EraseUserLogGroup', [interrupted])).toBe(0);
  });
});

describe('ExportUsersMissingAlarm', () => {
  const counted = async (error?: unknown) =>
    countLines(template, 'ExportUsers.succeeded', 'ExportUsersLogGroup', [await lineOf({}, error)]);

  test('counts an export that ended well, and none that failed', async () => {
    expect(await counted()).toBe(1);
    expect(await counted(new PublicError('ExportUnfinished'))).toBe(0);
    expect(await counted(fault('transient'))).toBe(0);
  });
});

describe('the access log', () => {
  const line = (status: string) => JSON.stringify({ routeKey: 'ANY /search', status });

  test.each([
    ['NotFound', '404', '400'],
    ['TooManyRequests', '429', '404'],
  ])('counts %s for %s and not for %s', (metricName, status, other) => {
    expect(countLines(template, metricName, 'HttpApiLogGroup', [line(status), line(other)])).toBe(1);
  });
});

const samples: [name: string, rung: Datapoint[], silent: Datapoint[]][] = [
  ['ServerErrorsAlarm', [5], [4]],
  ['LatencyAlarm', [3_001, 3_001, 3_001], [3_001, 3_000, 3_001]],
  ['FunctionFaultsAlarm', [1], [0]],
  ['FunctionThrottlesAlarm', [{ getUsers: 0, searchUser: 1 }], [{ getUsers: 0, searchUser: 0 }]],
  ['ResumeFailuresAlarm', [3], [2]],
  ['NotFoundShareAlarm', [{ requests: 100, notFound: 30 }], [{ requests: 99, notFound: 99 }]],
  ['NotFoundShareAlarm', [{ requests: 1_000, notFound: 300 }], [{ requests: 1_000, notFound: 299 }]],
  ['ClientErrorShareAlarm', [{ requests: 100, clientErrors: 50 }], [{ requests: 100, clientErrors: 49 }]],
  ['TooManyRequestsAlarm', [50], [49]],
  ['CapacityAlarm', [90, 90, 100], [100, 89, 100]],
  ['SyncUsersDeadLettersAlarm', [1], [0]],
  ['SyncUsersUndeliveredAlarm', [1], [0]],
  ['SyncUsersQueueAgeAlarm', [900], [899]],
  ['SyncUsersInvalidAlarm', [{ records: 100, invalid: 5 }], [{ records: 100, invalid: 4 }]],
  ['SyncUsersInvalidAlarm', [{ records: 1, invalid: 1 }], [{ records: 0, invalid: 0 }]],
  ['ImportUsersDeadLettersAlarm', [1], [0]],
  ['ImportUsersFailedAlarm', [1], [0]],
  ['ImportUsersQueueAgeAlarm', [7_200], [7_199]],
  ['InterruptedImportsAlarm', [1], [0]],
  ['PurgeUsersUninvokedAlarm', [1], [0]],
  ['ExportUsersUninvokedAlarm', [1], [0]],
  ['ExportUsersMissingAlarm', [0, 0], [0, 1]],
  ['NoTrafficAlarm', [99], [100]],
  ['DatabaseConnectionsAlarm', [800, 800, 800], [800, 799, 800]],
];

test.each(samples)('%s rings for %j and not for %j', (name, rung, silent) => {
  expect(rings(alarm(name), rung)).toBe(true);
  expect(rings(alarm(name), silent)).toBe(false);
});

/** What an alarm is about, without the function or the number that its name begins or ends with. */
const kindOf = (id: string): string => {
  const name = functionsOf(template).find((logicalName) => id.startsWith(logicalName)) ?? '';
  return id.slice(name.length).replace(/\d+$/, '');
};
const alarmKinds = () => [...new Set(ofType(template, 'AWS::CloudWatch::Alarm').map(([id]) => kindOf(id)))];

test('every kind of alarm has a sample', () => {
  const sampled = new Set(samples.map(([name]) => kindOf(name)));
  expect([...sampled].sort()).toEqual(alarmKinds().sort());
});

test('docs/operations.md says of every kind of alarm what to do', () => {
  const manual = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const documented = [...manual.matchAll(/`(\w+Alarm)`/g)].map(([, id]) => kindOf(id as string));
  expect(alarmKinds().filter((kind) => !documented.includes(kind))).toEqual([]);
});

test('the cost of a month counts every queue that invokes a function', () => {
  expect(ofType(template, 'AWS::Lambda::EventSourceMapping')).toHaveLength(countStack().polledQueues);
});

test('the cost of a month counts every metric of the alarms', () => {
  const countMetrics = (alarms: [string, { Properties: Properties }][]): Record<string, number> => {
    const counts = { base: 0, exportsDaily: 0, watchesTraffic: 0 };
    for (const [id, { Properties }] of alarms) {
      const own = id === 'NoTrafficAlarm' ? 'watchesTraffic' : 'base';
      const metrics = Properties.Metrics?.filter((metric: Properties) => metric.MetricStat) ?? [{ own: id }];
      for (const metric of metrics) {
        counts[JSON.stringify(metric).includes('ExportUsers') ? 'exportsDaily' : own] += 1;
      }
    }
    return counts;
  };
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
  const { small, full, ...added } = countStack().alarmMetrics;
  expect(countMetrics(alarms)).toEqual({ base: full, ...added });
  const always = alarms.filter(([, { Condition }]) => Condition === undefined);
  expect(countMetrics(always).base).toBe(small);
  const made = ofType(template, 'AWS::Logs::MetricFilter').map(
    ([, { Properties }]) => Properties.MetricTransformations[0].MetricName,
  );
  expect(new Set(made.filter((name) => !name.startsWith('ExportUsers'))).size).toBe(countStack().logMetrics);
});
