// syncUsers in process, over a directory in memory.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import type { BatchLine } from '#layers/base/logger.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import { toRevision } from '#layers/people/revision.ts';
import type { EventServices } from '#layers/services.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createInMemoryDirectory, type InMemoryDirectory } from '#tests/support/inMemoryDirectory.ts';
import { people } from '#tests/support/people.ts';
import { syncUsers, toChange } from './handler.ts';
import { type DirectoryEvent, directoryEvent } from './schema.ts';

const call = { deadlineMs: Number.POSITIVE_INFINITY };

let directory: InMemoryDirectory;
let lines: BatchLine[];
beforeEach(() => {
  directory = createInMemoryDirectory(people);
  lines = [];
});

const invokeWith = (services: () => EventServices, event: unknown, remainingMs = 60_000) =>
  createEventHandler(directoryEvent, syncUsers, services, { log: (line) => lines.push(line), now: Date.now })(
    event,
    lambdaContext(remainingMs),
  );
const invoke = (event: unknown) => invokeWith(() => ({ people: directory.people, order: 'time' }), event);

const sample = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, 'events', name), 'utf8'));
const phoneOf = async (email: string) => (await directory.users.findByEmail(email, call))?.phoneNumber;

const eventOf = (email: string, phoneNumber = '111', id = '1') => ({
  specversion: '1.0',
  type: 'directory.user.upserted.v1',
  source: '/hr',
  id,
  time: '2026-01-01T08:00:00Z',
  data: { email, phoneNumber },
});
const queued = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `message-${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    eventSource: 'aws:sqs',
  })),
});
const failuresOf = (answer: unknown) =>
  (answer as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map(
    ({ itemIdentifier }) => itemIdentifier,
  );

describe('the samples', () => {
  test('homer-moved.json changes a number', async () => {
    expect(await invoke(sample('homer-moved.json'))).toEqual({ outcomes: ['applied'] });
    expect(await phoneOf('homer@thesimpsons.com')).toBe('+1 888 123 2222');
    expect(await invoke(sample('homer-moved.json'))).toEqual({ outcomes: ['stale'] });
  });

  test('bart-left.json removes a person', async () => {
    expect(await invoke(sample('bart-left.json'))).toEqual({ outcomes: ['applied'] });
    expect(await phoneOf('bart@thesimpsons.com')).toBeUndefined();
  });

  test('eventbridge.json is unwrapped', async () => {
    expect(await invoke(sample('eventbridge.json'))).toEqual({ outcomes: ['applied'] });
    expect(await phoneOf('marge@thesimpsons.com')).toBe('+1 888 123 3333');
  });

  test('sqs.json has an event as it is, from EventBridge, from SNS, and an invalid one, which alone fails', async () => {
    const event = sample('sqs.json');
    expect(failuresOf(await invoke(event))).toEqual([event.Records[3].messageId]);
    expect(await phoneOf('lisa@thesimpsons.com')).toBe('+1 888 123 4444');
    expect(await phoneOf('abe@thesimpsons.com')).toBe('+1 888 123 5555');
    expect(await phoneOf('maggie@thesimpsons.com')).toBeUndefined();
  });
});

describe('a batch of a queue', () => {
  test('reports what is invalid, and logs one line of counts and rules', async () => {
    const event = queued(
      eventOf('a@x'),
      '{',
      { type: 'x' },
      eventOf('homer'),
      eventOf('a@x'),
      'null',
      eventOf('b'),
    );
    expect(failuresOf(await invoke(event))).toEqual([
      'message-1',
      'message-2',
      'message-3',
      'message-5',
      'message-6',
    ]);
    expect(lines).toEqual([
      {
        level: 'warn',
        requestId: 'request-1',
        route: 'users-test-function',
        durationMs: expect.any(Number),
        records: 7,
        applied: 1,
        stale: 1,
        invalid: 5,
        failed: 0,
        violations: {
          'body must be JSON': 1,
          'type must be directory.user.upserted.v1 or directory.user.deleted.v1': 1,
          'data.email must contain an @': 2,
          'request must be an object': 1,
        },
      },
    ]);
  });

  test('that is empty succeeds', async () => {
    expect(await invoke(queued())).toEqual({ batchItemFailures: [] });
    expect(lines).toMatchObject([{ level: 'info', records: 0 }]);
  });

  test('reports what the database did not take, with its cause', async () => {
    const error = new DatabaseError('resuming', 'DatabaseResumingException');
    const services = () => ({
      order: 'time' as const,
      people: { ...directory.people, apply: async () => ['applied' as const, error, error] },
    });
    const answer = await invokeWith(services, queued(eventOf('a@x'), '{', eventOf('b@x'), eventOf('c@x')));
    expect(failuresOf(answer)).toEqual(['message-1', 'message-2', 'message-3']);
    expect(lines).toMatchObject([
      { level: 'error', applied: 1, invalid: 1, failed: 2, cause: ['resuming: DatabaseResumingException'] },
    ]);
  });

  test('fails as a whole when nobody foresaw the error, which quotes nothing', async () => {
    const services = () => {
      throw new TypeError('homer@thesimpsons.com is not iterable');
    };
    const failure = await invokeWith(services, queued(eventOf('a@x'))).catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: 'InternalError',
      stack: 'InternalError: The request could not be answered.',
    });
    expect(lines).toMatchObject([{ level: 'error', records: 1, applied: 0, failed: 1 }]);
    expect(JSON.stringify(lines)).not.toContain('homer');
  });

  test('is given until half a second before Lambda ends', async () => {
    const deadlines: number[] = [];
    const apply: EventServices['people']['apply'] = async (_changes, { deadlineMs }) => {
      deadlines.push(deadlineMs);
      return [];
    };
    const handler = createEventHandler(
      directoryEvent,
      syncUsers,
      () => ({ order: 'time' as const, people: { ...directory.people, apply } }),
      { log: () => {}, now: () => 1_000_000 },
    );
    await handler(queued(), lambdaContext(60_000));
    expect(deadlines).toEqual([1_059_500]);
  });
});

describe('invoked directly', () => {
  test('takes an array of events, as CloudEvents’ batch format has them', async () => {
    const events = [eventOf('a@x', '111', '1'), eventOf('b@x'), eventOf('a@x', '111', '1')];
    expect(await invoke(events)).toEqual({ outcomes: ['applied', 'applied', 'stale'] });
  });

  test('throws what is invalid by name and rule', async () => {
    await expect(invoke(eventOf('homer'))).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: 'data.email must contain an @.',
      stack: 'InvalidRequest: data.email must contain an @.',
    });
    await expect(invoke({})).rejects.toMatchObject({ name: 'InvalidRequest' });
    expect(lines).toHaveLength(2);
  });

  test('throws what could not be applied', async () => {
    const apply = async () => [new DatabaseError('resuming', 'DatabaseResumingException')];
    const services = () => ({ order: 'time' as const, people: { ...directory.people, apply } });
    await expect(invokeWith(services, eventOf('a@x'))).rejects.toMatchObject({ name: 'DatabaseResuming' });
    expect(lines).toMatchObject([
      { level: 'error', failed: 1, cause: ['resuming: DatabaseResumingException'] },
    ]);
  });
});

describe('the change that an event tells', () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const upserted: DirectoryEvent = {
    specversion: '1.0',
    type: 'directory.user.upserted.v1',
    source: '/hr',
    id: '1',
    time: nowMs - 1_000,
    data: { email: 'homer@x', phoneNumber: '111', version: 7 },
  };
  const deleted: DirectoryEvent = {
    ...upserted,
    type: 'directory.user.deleted.v1',
    data: { email: 'homer@x', version: 8 },
  };

  test('orders by the version or by the time, whichever the directory has', () => {
    const names = { source: '/hr', id: '1' };
    expect(toChange(upserted, 'version', nowMs)).toEqual({
      email: 'homer@x',
      spelling: 'homer@x',
      phoneNumber: '111',
      revision: toRevision({ rank: 7, deleted: false, ...names }),
    });
    expect(toChange(deleted, 'time', nowMs)).toEqual({
      email: 'homer@x',
      spelling: 'homer@x',
      phoneNumber: null,
      revision: toRevision({ rank: nowMs - 1_000, deleted: true, ...names }),
    });
  });

  test.each([
    [' Jose\u0301@x', 'Jos\u00e9@x', ' Jose\u0301@x'],
    [`homer@x${' '.repeat(300)}`, 'homer@x', 'homer@x'],
  ])('normalizes %j, and keeps the spelling that the directory may hold', (sent, email, spelling) => {
    const event = { ...deleted, data: { email: sent } } as DirectoryEvent;
    expect(toChange(event, 'time', nowMs)).toMatchObject({ email, spelling });
  });

  const withTime = (time: number | undefined) => ({ ...upserted, time }) as DirectoryEvent;

  test.each([
    [
      'time',
      { ...upserted, time: null },
      'time is required, since times order the events of this directory.',
    ],
    ['time', withTime(undefined), 'time is required, since times order the events of this directory.'],
    ['time', withTime(-1), 'time must not be before 1970.'],
    ['time', withTime(nowMs + 300_001), 'time must not be more than 5 minutes ahead.'],
    [
      'version',
      { ...deleted, data: { email: 'homer@x' } } as DirectoryEvent,
      'data.version is required, since versions order the events of this directory.',
    ],
  ] as const)('refuses, by %s, %j', (order, event, message) => {
    expect(() => toChange(event, order, nowMs)).toThrow(message);
  });

  test('accepts every time from 1970 to 5 minutes ahead, and ignores the time where versions order', () => {
    for (const time of [0, nowMs + 300_000])
      expect(() => toChange(withTime(time), 'time', nowMs)).not.toThrow();
    expect(() => toChange(withTime(nowMs * 2), 'version', nowMs)).not.toThrow();
  });
});
