// What serverless-offline's Lambda gets wrong, and that this package mends it.
// Beside each mend stands the fault, so that the mend can go when the fault has gone upstream.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

type Ended = { status: number | null; outcomes: Record<string, unknown>[]; words: string };

/** Runs a program beside probe.mjs on the Node of this process, with little memory, and reads what it prints. */
const run = (program: string, args: unknown[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const options = ['--disable-warning=ExperimentalWarning', '--max-old-space-size=96'];
    const file = join(import.meta.dirname, 'faults', program);
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    execFile(
      process.execPath,
      [...options, file, ...args.map((one) => JSON.stringify(one))],
      { env: { ...inherited, ...environment }, timeout: 25_000 },
      (error, stdout, stderr) => {
        // Functions print among them.
        const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
        const outcomes = lines.map((line) => JSON.parse(line));
        resolve({ status: error ? Number(error.code) : 0, outcomes, words: stderr });
      },
    );
  });

const bare = (event: object, timeoutS = 20, environment = {}) =>
  run('bare.mjs', [event, timeoutS], environment);

const mended = async (steps: unknown[], settings: object = {}, environment = {}) => {
  const { outcomes, words } = await run('mended.mjs', [steps, settings], environment);
  if (outcomes.length === 0) throw new Error(words);
  return outcomes;
};

/** The next event after one that ended its environment, which is the first of another. */
const next = { does: 'count' };

describe('a result that cannot be cloned', () => {
  const event = { does: 'uncloneable' };

  test('ends the process of the bare Lambda', async () => {
    const { status, words } = await bare(event);
    expect(status).not.toBe(0);
    expect(words).toContain('DataCloneError');
  });

  test('is written as JSON, as in Lambda', async () => {
    expect(await mended([event, { does: 'nothing' }])).toMatchObject([
      { result: { text: 'kept' } },
      { result: null },
      {},
    ]);
  });
});

describe.each([
  ['an error that is thrown after the handler has returned its promise', 'throwLate', 'TypeError', 'late'],
  ['a rejection that nobody handles', 'reject', 'RangeError', 'nobody waits'],
])('%s', (_what, does, errorType, message) => {
  test('ends the process of the bare Lambda', async () => {
    const { status, outcomes } = await bare({ does });
    expect({ status, outcomes }).toEqual({ status: 1, outcomes: [] });
  });

  test('fails its own event, and the next has a new environment', async () => {
    expect(await mended([{ does }, next])).toMatchObject([{ errorType, message }, { result: 1 }, {}]);
  });
});

test('an error that is thrown between two events is printed, and the next has a new environment', async () => {
  expect(await mended([{ does: 'throwAfter' }, 500, next])).toMatchObject([
    { result: 'answered' },
    { log: 'probe ended without an event: TypeError: after the answer' },
    { result: 1 },
    {},
  ]);
});

describe('process.exit', () => {
  test('is told by the bare Lambda when the time of the function is over', async () => {
    const { outcomes } = await bare({ does: 'exit' }, 1);
    expect(outcomes[0]).toMatchObject({ message: '[504] - Lambda timeout.' });
  });

  test('fails its event at once, and the next has a new environment', async () => {
    expect(await mended([{ does: 'exit' }, next])).toMatchObject([
      { errorType: 'Runtime.ExitError' },
      { result: 1 },
      {},
    ]);
  });
});

describe('a function that takes all memory', () => {
  test('ends the process of the bare Lambda', async () => {
    const { status, outcomes } = await bare({ does: 'hoard' });
    expect(outcomes).toEqual([]);
    expect(status).not.toBe(0);
  });

  test('fails its event, and the next has a new environment', async () => {
    expect(await mended([{ does: 'hoard' }, next])).toMatchObject([
      { message: expect.stringContaining('memory') },
      { result: 1 },
      {},
    ]);
  });
});

describe('a thrown text', () => {
  test('is a result of the bare Lambda', async () => {
    expect((await bare({ does: 'throwText' })).outcomes[0]).toEqual({ result: 'only text' });
  });

  test('is a failure', async () => {
    expect(await mended([{ does: 'throwText' }])).toMatchObject([
      { name: 'FunctionError', errorType: 'string', message: 'only text' },
      {},
    ]);
  });
});

describe('the name of an error', () => {
  test('is lost by the bare Lambda', async () => {
    expect((await bare({ does: 'throw' })).outcomes[0]).toEqual({ name: 'Error', message: 'why' });
  });

  test('is kept, and the environment stays', async () => {
    expect(await mended([{ does: 'throw' }, next])).toMatchObject([
      { errorType: 'UserNotFound', message: 'why' },
      { result: 2 },
      {},
    ]);
  });
});

describe("the developer's own variables for AWS", () => {
  const own = { AWS_PROFILE: 'production', AWS_SESSION_TOKEN: 'secret' };

  test('reach functions of the bare Lambda', async () => {
    const { outcomes } = await bare({ does: 'environment' }, 20, own);
    expect(outcomes[0]).toMatchObject({ result: own });
  });

  test('reach no function', async () => {
    const [outcome] = await mended([{ does: 'environment' }], {}, own);
    const { result } = outcome as { result: object };
    expect(result).toMatchObject({
      OWN: 'own',
      AWS_REGION: 'eu-central-1',
      AWS_LAMBDA_FUNCTION_NAME: 'probes-dev-probe',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      LAMBDA_TASK_ROOT: join(import.meta.dirname, 'faults'),
      _HANDLER: 'probe.mjs.handler',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-/),
    });
    for (const name of [...Object.keys(own), 'PATH']) expect(result).not.toHaveProperty(name);
  });
});

describe('the context', () => {
  test('of the bare Lambda names an ARN that is none', async () => {
    expect((await bare({ does: 'context' })).outcomes[0]).toMatchObject({
      result: { invokedFunctionArn: 'offline_invokedFunctionArn_for_probes-dev-probe' },
    });
  });

  test('is as Lambda has it, with the id of the request', async () => {
    const options = { requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' };
    const [outcome] = await mended([{ does: 'context', options }], { timeoutS: 7 });
    expect(outcome).toEqual({
      result: {
        awsRequestId: options.requestId,
        callbackWaitsForEmptyEventLoop: true,
        functionName: 'probes-dev-probe',
        functionVersion: '$LATEST',
        invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:probes-dev-probe',
        logGroupName: '/aws/lambda/probes-dev-probe',
        logStreamName: 'local',
        memoryLimitInMB: '512',
        remainingMs: expect.any(Number),
      },
    });
  });
});

describe('the timer of an event', () => {
  const events = [1, 2, 3].map(() => ({ does: 'text', text: 'done' }));

  test('stays in the bare Lambda when the event is answered', async () => {
    expect((await bare(events)).outcomes.at(-1)).toEqual({ timers: 3 });
  });

  test('ends with the event', async () => {
    const outcomes = await mended([events], { maxEnvironments: 1 });
    expect(outcomes).toHaveLength(4);
    expect(outcomes.at(-1)).toEqual({ timers: 0 });
  });
});

test('a function that never lets go is given up when its time is over, and the next event has a new environment', async () => {
  expect(await mended([{ does: 'spin' }, next], { timeoutS: 1 })).toMatchObject([
    { errorType: 'Sandbox.Timedout', message: 'Task timed out after 1.00 seconds' },
    { result: 1 },
    {},
  ]);
});

test('two events never meet in one environment', async () => {
  const wait = { does: 'wait', ms: 100 };
  const outcomes = await mended([[wait, wait, wait, wait, wait]], { maxEnvironments: 2 });
  const results = outcomes.slice(0, 5).map(({ result }) => result);
  expect(results).toEqual(Array(5).fill({ eventsMeanwhile: 0 }));
});

test('a function has no more environments than it may, however many events come', async () => {
  const events = Array(6).fill({ does: 'wait', ms: 50 });
  const outcomes = await mended([events, ...Array(6).fill(next)], { maxEnvironments: 2 });
  const counts = outcomes.slice(6, 12).map(({ result }) => Number(result));
  // The one that was used last has had all of them, and the first event of none of them.
  expect(Math.min(...counts)).toBeGreaterThan(1);
});

test('an event that waits too long for an environment is throttled', async () => {
  const slow = { does: 'wait', ms: 2_000, text: 'slow' };
  const outcomes = await mended([[slow, slow]], {
    maxEnvironments: 4,
    reservedConcurrency: 1,
    maxWaitMs: 100,
  });
  expect(outcomes).toMatchObject([
    { errorType: 'TooManyRequestsException' },
    { result: { text: 'slow' } },
    {},
  ]);
});

test('an event that comes after a change of the source has a new environment', async () => {
  expect(await mended([next, next, 'renew', next])).toMatchObject([
    { result: 1 },
    { result: 2 },
    { result: 1 },
    {},
  ]);
});

test('an environment that is idle for long ends', async () => {
  expect(await mended([next, 1_000, next], { idleMs: 100 })).toMatchObject([
    { result: 1 },
    { result: 1 },
    {},
  ]);
});

test('the lines of an event are told, and whether it started an environment', async () => {
  const print = (text: string) => ({ does: 'print', text });
  expect(await mended([print('first'), print('second')])).toMatchObject([
    { lines: ['stdout: first', 'stderr: first'], isColdStart: true },
    { lines: ['stdout: second', 'stderr: second'], isColdStart: false },
    {},
  ]);
});

test('a handler with a callback answers by it', async () => {
  const handler = 'probe.mjs.withCallback';
  expect(await mended([{ text: 'by callback' }, { does: 'throw' }], { handler })).toMatchObject([
    { result: 'by callback' },
    { errorType: 'Error', message: 'why' },
    {},
  ]);
});

test.each([
  ['probe.mjs.other', /exports no function "other"/],
  ['missing.mjs.handler', /missing\.mjs/],
])('a function whose handler is %s fails with the reason', async (handler, message) => {
  expect(await mended([{}], { handler })).toMatchObject([{ message: expect.stringMatching(message) }, {}]);
});

describe('TypeScript that Node refuses', () => {
  let taskRoot: string;
  beforeAll(() => {
    taskRoot = mkdtempSync(join(tmpdir(), 'serverless-offline-cloud-types-'));
  });
  afterAll(() => rmSync(taskRoot, { recursive: true }));

  test.each([
    ['enum', 'enum Color { Red }'],
    ['parameter property', 'class Order { constructor(readonly count: number) {} }'],
    ['namespace declaration', 'namespace Orders { export const count = 1; }'],
  ])('is told with its file and line: %s', async (what, line) => {
    const module = `${line}\nexport const handler = async () => 'never';\n`;
    writeFileSync(join(taskRoot, 'types.ts'), module);
    writeFileSync(join(taskRoot, 'order.ts'), "export { handler } from './types.ts';\n");
    expect(await mended([{}], { taskRoot, handler: 'order.ts.handler' })).toMatchObject([
      {
        message: `TypeScript ${what} is not supported in strip-only mode`,
        stack: expect.stringContaining(`${join(taskRoot, 'types.ts')}:1\n${line}`),
      },
      {},
    ]);
  });
});

test('functions in this process have one event at a time, too', async () => {
  const wait = { does: 'wait', ms: 50 };
  const outcomes = await mended([[wait, wait, wait]], { useInProcess: true, maxEnvironments: 4 });
  expect(outcomes.slice(0, 3)).toEqual(Array(3).fill({ result: { eventsMeanwhile: 0 } }));
});
