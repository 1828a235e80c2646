// The deadline that the pipeline gives to a use case.
import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createHandler } from './createHandler.ts';

const nowMs = 1_000_000;

/** The deadline of an invocation at `nowMs`, in milliseconds from then. */
const deadlineOf = async (event: unknown, remainingMs: number): Promise<number | undefined> => {
  let deadlineMs: number | undefined;
  const handler = createHandler(
    { request: z.object({}), response: (body: object) => body },
    () => async (_input, call) => {
      deadlineMs = call.deadlineMs;
      return { body: {} };
    },
    () => undefined,
    { log: () => {}, now: () => nowMs },
  );
  await handler(event, lambdaContext(remainingMs));
  return deadlineMs && deadlineMs - nowMs;
};

test('comes half a second before Lambda ends', async () => {
  expect(await deadlineOf({}, 60_000)).toBe(59_500);
  expect(await deadlineOf(httpEvent('/users'), 20_000)).toBe(19_500);
});

test('comes after 27 s at the latest behind API Gateway', async () => {
  expect(await deadlineOf(httpEvent('/users'), 60_000)).toBe(27_000);
});
