// The Lambda function newQueueFunction, which a queue invokes.
import type * as z from 'zod/mini';
import type { EventUseCase } from '#layers/entry/events/batch.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import { getServices, type Services } from '#layers/services.ts';
import { newQueueFunctionSchema } from './schema.ts';

type NewQueueFunctionEvent = z.output<typeof newQueueFunctionSchema>;

/** A database error that is thrown sends the whole batch back; an outcome that is one, its record alone. */
export const newQueueFunction = ({ users }: Services): EventUseCase<NewQueueFunctionEvent, string> => ({
  read: ({ data }) => data.email,
  apply: (emails, call) =>
    Promise.all(emails.map(async (email) => ((await users.findByEmail(email, call)) ? 'applied' : 'stale'))),
});

export const handler = createEventHandler(newQueueFunctionSchema, newQueueFunction, getServices);
