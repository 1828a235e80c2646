// syncUsers in process, over a directory of a test.
import { syncUsers } from '#functions/syncUsers/handler.ts';
import { directoryEvent } from '#functions/syncUsers/schema.ts';
import type { Database } from '#layers/aws/dataApi/database.ts';
import type { BatchLine } from '#layers/base/logger.ts';
import { createEventHandler } from '#layers/entry/events/createEventHandler.ts';
import { lambdaContextUntil } from '#tests/support/events.ts';
import { createTestPeople } from '#tests/support/testDirectory.ts';

export type Consumer = {
  /** Invokes the function as Lambda does, with so much time left. */
  invoke(event: unknown, remainingMs?: number): Promise<unknown>;
  /** What it logged. */
  lines: readonly BatchLine[];
  /** Invocations that took longer than they had. */
  late(): number;
};

/** The timeout of the function. */
export const timeoutMs = 60_000;

export const createConsumer = (database: Database, now: () => number = Date.now): Consumer => {
  const lines: BatchLine[] = [];
  let late = 0;
  const services = { people: createTestPeople(database), order: 'time' as const };
  const handler = createEventHandler(directoryEvent, syncUsers, () => services, {
    log: (line) => lines.push(line),
    now,
  });
  return {
    lines,
    late: () => late,
    async invoke(event, remainingMs = timeoutMs) {
      const endMs = now() + remainingMs;
      try {
        return await handler(event, lambdaContextUntil(endMs, now));
      } finally {
        if (now() > endMs) late += 1;
      }
    },
  };
};
