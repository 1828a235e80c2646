// A process that invokes syncUsers with the body of each request, and answers with its result.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { handler } from '#functions/syncUsers/handler.ts';
import { lambdaContextUntil } from '#tests/support/events.ts';

/** Of an invocation: shorter than the function's, so that a batch is back before its messages are visible again. */
const timeoutMs = 10_000;

const invoke = async (event: unknown): Promise<string> => {
  return JSON.stringify(await handler(event, lambdaContextUntil(Date.now() + timeoutMs)));
};

createServer(async (request, response) => {
  const answer = await text(request)
    .then((body) => invoke(JSON.parse(body)))
    .catch(() => undefined);
  response.writeHead(answer === undefined ? 500 : 200).end(answer);
}).listen(Number(process.env.PORT), '127.0.0.1');
