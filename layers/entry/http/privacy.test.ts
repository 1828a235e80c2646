// No answer and no log line shows personal data or secrets, whatever a use case throws.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { DatabaseError, type DatabaseErrorKind, toDatabaseError } from '#layers/aws/dataApi/databaseError.ts';
import { catalogue } from '#layers/base/errors/publicError.ts';
import type { UseCase } from '#layers/entry/request.ts';
import { httpEvent, lambdaContext } from '#tests/support/events.ts';
import { createHandler } from './createHandler.ts';
import type { HttpResponse } from './respond.ts';

/** Text in which a library might quote them, some of it in the shape of a stack. */
const secrets = ['homer@thesimpsons.com', '+1 888 123 1111', 'hunter2-Secret', 'SELECT email FROM directory'];
const quoting = fc
  .tuple(
    fc.constantFrom('', 'Error: ', '\n    at ', ' at\n', ' 1\nx '),
    fc.constantFrom(...secrets),
    fc.string(),
  )
  .map((parts) => parts.join(''));

const sdkError = fc
  .record({
    name: fc.oneof(quoting, fc.constantFrom('DatabaseErrorException', 'TimeoutError', 'constructor')),
    message: fc.oneof(
      quoting,
      quoting.map((text) => `Duplicate entry '${text}'; Error code: 1062`),
    ),
    code: quoting,
    httpStatusCode: fc.integer({ min: 100, max: 599 }),
  })
  .map(({ httpStatusCode, ...members }) =>
    Object.assign(new Error(members.message), members, { $metadata: { httpStatusCode } }),
  );

const kinds = fc.constantFrom<DatabaseErrorKind>('resuming', 'timeout', 'rejected', 'misconfigured');

const thrown = fc.oneof(
  quoting,
  fc.anything({ values: [quoting] }),
  quoting.map((message) => new Error(message)),
  fc.tuple(quoting, quoting).map(([message, cause]) => new TypeError(message, { cause: new Error(cause) })),
  fc.tuple(quoting, quoting).map(([message, name]) => Object.assign(new Error(message), { name })),
  fc.array(quoting).map(
    (messages) =>
      new AggregateError(
        messages.map((text) => new Error(text)),
        messages[0],
      ),
  ),
  sdkError,
  sdkError.map(toDatabaseError),
  fc.tuple(kinds, sdkError).map(([kind, cause]) => new DatabaseError(kind, 'X', { cause })),
);

const schema = { request: z.object({ email: z.string() }), response: (body: string) => body };
const useCase: UseCase<unknown, string, unknown> = (error) => () => Promise.reject(error);
const statuses = [500, 503];
const names = Object.keys(catalogue);

test('whatever is thrown', async () => {
  await fc.assert(
    fc.asyncProperty(thrown, fc.constantFrom(...secrets), async (error, email) => {
      const lines: string[] = [];
      const handler = createHandler(schema, useCase, () => error, {
        log: (line) => lines.push(JSON.stringify(line)),
        now: () => 0,
      });
      const query = `email=${encodeURIComponent(email)}`;
      const answer = (await handler(httpEvent('/search', query), lambdaContext())) as HttpResponse;
      const failure = await handler({ email }, lambdaContext()).catch((direct: Error) => direct);
      expect(statuses).toContain(answer.statusCode);
      expect(failure).toBeInstanceOf(Error);
      const { name, message, stack } = failure as Error;
      expect(names).toContain(name);
      expect(lines).toHaveLength(2);
      const shown = JSON.stringify([answer, name, message, stack, { ...(failure as Error) }, lines]);
      for (const secret of secrets) expect(shown).not.toContain(secret);
    }),
  );
});
