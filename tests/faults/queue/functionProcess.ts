// A process that invokes a function with the body of each request, and answers with its result.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { lambdaContextUntil } from '#tests/support/events.ts';

const [name, timeoutMs] = process.argv.slice(2);
const { handler } = await import(`#functions/${name}/handler.ts`);

const invoke = async (event: unknown): Promise<string> => {
  return JSON.stringify(await handler(event, lambdaContextUntil(Date.now() + Number(timeoutMs))));
};

createServer(async (request, response) => {
  const answer = await text(request)
    .then((body) => invoke(JSON.parse(body)))
    .catch(() => undefined);
  response.writeHead(answer === undefined ? 500 : 200).end(answer);
}).listen(Number(process.env.PORT), '127.0.0.1');
