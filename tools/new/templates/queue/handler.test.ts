// newQueueFunction in process, without a database and a network.
import { expect, test } from '@jest/globals';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import { lambdaContext } from '#tests/support/events.ts';
import { createInMemoryUsers } from '#tests/support/inMemoryUsers.ts';
import { people } from '#tests/support/people.ts';
import { newQueueFunction } from './handler.ts';
import { newQueueFunctionSchema } from './schema.ts';

const services = { users: createInMemoryUsers(people) };
const options = { log: () => {}, now: Date.now };
const invoke = (event: unknown) =>
  createEventHandler(
    newQueueFunctionSchema,
    newQueueFunction,
    () => services,
    options,
  )(event, lambdaContext());

const eventAbout = (email: string) => ({
  specversion: '1.0',
  type: 'new-queue-function.v1',
  source: '/example',
  id: email,
  data: { email },
});

test.each([
  ['applied', 'homer@thesimpsons.com'],
  ['stale', 'mr.burns@thesimpsons.com'],
])('is %s for %s', async (outcome, email) => {
  expect(await invoke(eventAbout(email))).toEqual({ outcomes: [outcome] });
});

test('names the message of a batch that is invalid', async () => {
  const bodies = [eventAbout('homer@thesimpsons.com'), {}].map((event) => JSON.stringify(event));
  const Records = bodies.map((body, index) => ({ messageId: `m${index}`, body, eventSource: 'aws:sqs' }));
  expect(await invoke({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
});
