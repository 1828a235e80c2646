// An imitation of AWS's Lambda Web Adapter: takes events and sends them to an HTTP server.
// The real one is an extension in Rust (https://github.com/awslabs/aws-lambda-web-adapter). Like it, this waits until the
// server answers `GET /`, asking every 10 ms, and translates each event into a request and the response into an answer.
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

type Message = { response: IncomingMessage; body: string };

const agent = new Agent({ keepAlive: true });
const server = { agent, hostname: '127.0.0.1', port: Number(process.env.PORT) };
const [hostname, port] = (process.env.AWS_LAMBDA_RUNTIME_API as string).split(':');
const runtime = { agent, hostname: hostname as string, port: Number(port) };
const invocations = '/2018-06-01/runtime/invocation';
const readinessIntervalMs = 10;

const send = (options: RequestOptions, body?: string): Promise<Message> =>
  new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      text(response).then((answer) => resolve({ response, body: answer }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });

const isReady = (): Promise<boolean> =>
  send({ ...server, path: '/' }).then(
    () => true,
    () => false,
  );

const forward = async (): Promise<void> => {
  const next = await send({ ...runtime, path: `${invocations}/next` });
  const { rawPath, rawQueryString, headers, requestContext } = JSON.parse(next.body);
  const { method } = requestContext.http;
  const { response, body } = await send({ ...server, method, path: `${rawPath}?${rawQueryString}`, headers });
  const answer = { statusCode: response.statusCode, headers: response.headers, body, isBase64Encoded: false };
  const id = next.response.headers['lambda-runtime-aws-request-id'];
  await send({ ...runtime, method: 'POST', path: `${invocations}/${id}/response` }, JSON.stringify(answer));
};

process.stdout.write('The adapter waits for the server.\n');
while (!(await isReady())) await sleep(readinessIntervalMs);
for (;;) await forward();
